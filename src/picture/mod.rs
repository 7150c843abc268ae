//! stub
/// stub
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    ext: &'static str,
    bytes: Vec<u8>,
}
impl Prepared {
    /// s
    pub fn stub(ext: &'static str, bytes: Vec<u8>) -> Self {
        Self { ext, bytes }
    }
    /// s
    pub fn extension(&self) -> &'static str {
        self.ext
    }
    /// s
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}
