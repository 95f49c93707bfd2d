//! Spellings that sound alike: "Stephen" and "Steven", "Wolanski" and "Wolansky".

/// Whether two words are spellings of one that are only heard as one: one letter doubled, "ph" for "f", "y" for "i". What
/// ends a first name tells men and women apart ("Toni", "Tony"), so that its end is held to the letter.
pub(super) fn variants(a: &str, b: &str, given: bool) -> bool {
    a != b && sounds(a, given) == sounds(b, given)
}

/// The letters of a word as far as they are heard.
fn sounds(word: &str, given: bool) -> Vec<char> {
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let mut out: Vec<char> = Vec::with_capacity(letters.len());
    for (at, &own) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied();
        let before = at.checked_sub(1).and_then(|i| letters.get(i)).copied();
        let last = next.is_none();
        let heard = match own {
            // "ph"
            'p' if next == Some('h') => 'f',
            'v' | 'w' if at > 0 => 'f',
            'c' | 'q' => 'k',
            'z' => 's',
            'y' if at > 0 && !(last && given) => 'i',
            // Silent beside a consonant, and at the end.
            'h' if at > 0 && (last || before.is_some_and(consonant) || next.is_some_and(consonant)) => continue,
            // "Anneliese"
            'e' if before == Some('i') && next.is_some_and(consonant) => continue,
            other => other,
        };
        if !(consonant(heard) && out.last() == Some(&heard)) {
            out.push(heard);
        }
    }
    out
}

fn consonant(letter: char) -> bool {
    letter.is_alphabetic() && !"aeiouyäöüáéíóúàèåøæ".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::variants;

    #[test]
    fn what_is_heard_as_one_is_one() {
        for (a, b) in [
            ("Stephen", "Steven"),
            ("Anneliese", "Annelise"),
            ("Philip", "Phillip"),
            ("Nicholas", "Nicolas"),
            ("Sarah", "Sara"),
            ("Jon", "John"),
            ("Sofia", "Sophia"),
            ("Erik", "Eric"),
            ("Bryan", "Brian"),
            ("Teresa", "Theresa"),
        ] {
            assert!(variants(a, b, true) && variants(b, a, true), "{a} {b}");
        }
        assert!(variants("Wolanski", "Wolansky", false));
    }

    #[test]
    fn what_two_people_may_be_called_is_two() {
        for (a, b) in [
            ("Francis", "Frances"),
            ("Toni", "Tony"),
            ("René", "Renée"),
            ("Rene", "Renee"),
            ("Johan", "Joan"),
            ("Christian", "Christina"),
            ("Marina", "Martina"),
            ("Maria", "Marie"),
            ("Mario", "Maria"),
            ("Ann", "Anna"),
            ("Steven", "Steven"),
        ] {
            assert!(!variants(a, b, true) && !variants(b, a, true), "{a} {b}");
        }
        assert!(!variants("Wolanski", "Wolanska", false) && !variants("Petrov", "Petrova", false));
    }
}
