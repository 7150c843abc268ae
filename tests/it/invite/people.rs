//! Who writes, who reads, and whose name is seen where.

use std::fs;

use super::{Office, copy, part, people, person, read, said};

#[test]
fn names_in_every_alphabet_arrive_as_they_were_typed() {
    let names = [
        "ليلى رحمن",
        "কামাল রহমান",
        "Bà Nguyễn Thị Hạnh",
        "Mr \"Bob\" O'Neill, father",
        "Ọlábísí Adéwálé-Ṣàngódélé of a very long name that does not fit on one line of a header",
    ];
    for name in names {
        let changes = [
            (
                "name: Mrs Hodan Yusuf\n",
                &*format!("name: '{}'\n", name.replace('\'', "''")),
            ),
            (
                "name: Mr Tom Reilly\n",
                &*format!("name: '{}'\n", name.replace('\'', "''")),
            ),
        ];
        let office = Office::new(&changes);
        let bytes = office.message(&["--to", "hodan.yusuf@mail.example"]);
        let message = read(&bytes);
        assert_eq!(
            people(message.to()),
            [person(name, "hodan.yusuf@mail.example")]
        );
        assert_eq!(
            people(message.from()),
            [person(name, "senco@kingfisher.example")]
        );
        let letter = part(&message, "text/plain");
        assert!(
            letter
                .replace(['\u{2068}', '\u{2069}'], "")
                .contains(&format!("Dear {name},\r\n")),
            "{letter}"
        );
    }
}

#[test]
fn colleagues_get_the_staffs_copy_in_one_message() {
    let office = Office::new(&[]);
    assert!(
        office
            .run(&["render", "plan.yaml", "--copy", "staff"])
            .status
            .success()
    );
    let files = office.invited(&[
        "--copy",
        "staff",
        "--to",
        "Dr Ruth Adeyemi <r.adeyemi@clinic.example>",
        "--to",
        "g.okafor@kingfisher.example",
        // Once is enough.
        "--to",
        "G.Okafor@kingfisher.example",
    ]);
    assert_eq!(files, [office.path("invitations/KF-042-invite-staff.eml")]);
    let bytes = fs::read(&files[0]).expect("a message");
    let message = read(&bytes);
    assert_eq!(
        people(message.to()),
        [
            person("Dr Ruth Adeyemi", "r.adeyemi@clinic.example"),
            person("", "g.okafor@kingfisher.example")
        ]
    );
    let (name, copy) = copy(&message);
    assert_eq!(name, "KF-042-staff.pdf");
    assert!(copy == fs::read(office.path("copies/KF-042-staff.pdf")).expect("a copy"));
}

#[test]
fn nobody_but_the_reader_sees_the_childs_name() {
    let cases = [
        ("KF-042.yaml", "Amina Yusuf", "mother"),
        ("KF-055.yaml", "Ismail Rahman", "mother"),
        ("canalside/CS-009.yaml", "Samuel Adjei", "self"),
    ];
    for (example, name, relationship) in cases {
        let plain = format!("relationship: {relationship}\n");
        let with = format!("relationship: {relationship}\n    email: reader@mail.example\n");
        let office = if example == "KF-042.yaml" {
            Office::new(&[])
        } else {
            Office::with(example, &[(&plain, &with)])
        };
        let start = ["--start", "2026-12-08T09:00", "-o", "out"];
        for file in office.invited(&start) {
            let bytes = fs::read(&file).expect("a message");
            let message = read(&bytes);
            let known = name.split(' ').next().expect("a name");
            let shown = format!(
                "{} {} {} {}",
                file.file_name().expect("a name").display(),
                message.subject().expect("a subject"),
                copy(&message).0,
                part(&message, "text/calendar").replace("\r\n ", "")
            );
            assert!(!shown.contains(name) && !shown.contains(known), "{shown}");
            assert!(
                shown.contains(
                    example
                        .trim_start_matches("canalside/")
                        .trim_end_matches(".yaml")
                )
            );
        }
    }
}

#[test]
fn who_has_no_address_is_told_of() {
    let office = Office::new(&[("    email: abdi.yusuf@mail.example\n", "")]);
    let output = office.invite(&["-o", "one.eml"]);
    assert!(output.status.success());
    assert!(
        said(&output).contains("Recipient 2 of the plan has no e-mail address"),
        "{}",
        said(&output)
    );
}

#[test]
fn another_person_or_office_can_write() {
    let office = Office::new(&[]);
    let cases = [
        ("office@kingfisher.example", "Kingfisher Primary School"),
        ("Ms Jo Bell <office@kingfisher.example>", "Ms Jo Bell"),
        ("Tom \"Tommy\" <office@kingfisher.example>", "Tom \"Tommy\""),
    ];
    for (from, name) in cases {
        let bytes = office.message(&["--to", "hodan.yusuf@mail.example", "--from", from]);
        let message = read(&bytes);
        assert_eq!(
            people(message.from()),
            [person(name, "office@kingfisher.example")]
        );
        let letter = part(&message, "text/plain");
        let end = letter.split_once("Kind regards\r\n\r\n").expect("an end").1;
        assert!(end.starts_with(name) && !end.contains("Reilly"), "{end}");
        assert!(part(&message, "text/calendar").contains("mailto:office@kingfisher.example"));
    }
}

#[test]
fn the_staffs_copy_never_goes_to_the_family_by_another_name_or_address() {
    let address = "is the address of a recipient of the parents' copy";
    let name = "may be the child or a recipient of the parents' copy, going by their names";
    let plain = "email: hodan.yusuf@mail.example\n";
    let cases = [
        (plain, "Hodan.Yusuf@mail.example", 2, address),
        (plain, "hodan.yusuf+x@mail.example", 2, address),
        (plain, "hodanyusuf@mail.example", 2, address),
        (plain, "Yusuf, Hodan <hodan@work.example>", 2, name),
        (plain, "H. Yusuf <hodan@work.example>", 2, name),
        (plain, "hodan yusuf <hodan@work.example>", 2, name),
        (plain, "Ms Hodan Yusuf, SENCO <hodan@work.example>", 2, name),
        (plain, "Amina Yusuf <amina@mail.example>", 2, name),
        (
            "email: Hodan Yusuf <hodan.yusuf+school@mail.example>\n",
            "Hodan.Yusuf@mail.example",
            2,
            address,
        ),
        (
            "email: hodan.yusuf@mail.example, hodan@work.example\n",
            "hodan@work.example",
            1,
            "`recipients[0].email` is not a single e-mail address, so the staff's copy could reach the family by mistake",
        ),
    ];
    for (email, to, code, sentence) in cases {
        let office = Office::new(&[(plain, email)]);
        let arguments = ["--copy", "staff", "--to", "ruth@clinic.example", "--to", to];
        let output = office.invite(&arguments);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(code), "{to}: {said}");
        assert!(said.contains(sentence), "{to}: {said}");
        assert_eq!(said.matches("No invitation was made").count(), 1, "{said}");
        assert!(!office.path("invitations").exists());
    }
    // A colleague may share the family's last name.
    let office = Office::new(&[]);
    let files = office.invited(&["--copy", "staff", "--to", "Ms Yusuf <b.yusuf@k.example>"]);
    assert_eq!(files.len(), 1);
}
