//! Objects of a PDF as they are written.

use lopdf::Object;

/// Writes an object. Texts are written in hexadecimal figures: as letters, one with two line feeds in a row is read wrongly by
/// some programs.
pub(super) fn write(object: &Object, bytes: &mut Vec<u8>) {
    match object {
        Object::Null => bytes.extend(b"null"),
        Object::Boolean(value) => bytes.extend(value.to_string().into_bytes()),
        Object::Integer(value) => bytes.extend(value.to_string().into_bytes()),
        Object::Real(value) => bytes.extend(value.to_string().into_bytes()),
        Object::Name(name) => write_name(name, bytes),
        Object::String(text, _) => {
            bytes.push(b'<');
            for byte in text {
                bytes.extend(format!("{byte:02X}").into_bytes());
            }
            bytes.push(b'>');
        }
        Object::Array(items) => {
            bytes.push(b'[');
            for item in items {
                write(item, bytes);
                bytes.push(b' ');
            }
            bytes.push(b']');
        }
        Object::Dictionary(fields) => write_fields(fields, bytes),
        Object::Stream(stream) => {
            write_fields(&stream.dict, bytes);
            bytes.extend(b"\nstream\n");
            bytes.extend(&stream.content);
            bytes.extend(b"\nendstream");
        }
        Object::Reference((number, generation)) => {
            bytes.extend(format!("{number} {generation} R").into_bytes());
        }
    }
}

fn write_fields(fields: &lopdf::Dictionary, bytes: &mut Vec<u8>) {
    bytes.extend(b"<<");
    for (key, value) in fields {
        write_name(key, bytes);
        bytes.push(b' ');
        write(value, bytes);
    }
    bytes.extend(b">>");
}

fn write_name(name: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(b'/');
    for byte in name {
        match byte {
            b'#' | b'/' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'%' => {
                bytes.extend(format!("#{byte:02X}").into_bytes());
            }
            b'!'..=b'~' => bytes.push(*byte),
            _ => bytes.extend(format!("#{byte:02X}").into_bytes()),
        }
    }
}
