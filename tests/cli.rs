//! The program from outside: each case in `tests/cli` is a command, its folder, and what it says.

#[test]
fn the_command_line_does_as_its_cases_say() {
    trycmd::TestCases::new().case("tests/cli/*.toml");
}
