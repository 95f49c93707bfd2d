//! What a pack may hold, asked of the very types that read packs: each is told to read itself from a
//! source that has whatever it asks for, and notes what that was. So there is no second list of tables,
//! keys and choices beside the types of [`schema`](super::schema) that could differ from them.

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use std::fmt;

/// What a value may be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Shape {
    /// Not known yet, or nothing.
    #[default]
    Nothing,
    /// True or false.
    Flag,
    /// A whole number.
    Integer,
    /// A text.
    Text,
    /// A text of a certain kind: `decimal`, `fraction`, `class`, `needed`.
    Named(&'static str, Box<Shape>),
    /// A list.
    List(Box<Shape>),
    /// A list of so many things.
    Tuple(Vec<Shape>),
    /// A table with keys of one's own choice.
    Table(Box<Shape>),
    /// A table with these keys.
    Keys(Vec<(&'static str, Shape)>),
    /// One of several words, or a table of one of them and what goes with it. One that goes with nothing is a word.
    Choice(Vec<(&'static str, Shape)>),
    /// It may be left out.
    Maybe(Box<Shape>),
}

impl Shape {
    /// What a key of a table holds; nothing where there is no such key.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&Shape> {
        match self {
            Self::Keys(keys) => keys.iter().find(|(key, _)| *key == name).map(|(_, shape)| shape),
            Self::Table(inner) => Some(inner),
            Self::Maybe(inner) | Self::Named(_, inner) => inner.key(name),
            _ => None,
        }
    }

    /// The shape itself, whether or not it may be left out.
    #[must_use]
    pub fn held(&self) -> &Shape {
        match self {
            Self::Maybe(inner) => inner.held(),
            other => other,
        }
    }

    /// An entry cannot be without it: what kind of entry it is ([`Choice`](Self::Choice)), and texts that are named so.
    #[must_use]
    pub fn needed(&self) -> bool {
        matches!(self.held(), Self::Choice(_) | Self::Named("needed", _))
    }
}

/// What a type reads.
pub(super) fn of<'de, T: Deserialize<'de>>() -> Shape {
    let mut shape = Shape::Nothing;
    let mut variants = 1;
    let mut variant = 0;
    // A pass for each variant of the longest choice: every other choice starts again at its last.
    while variant < variants {
        let pass = T::deserialize(Probe { shape: &mut shape, variant, variants: &mut variants });
        if pass.is_err() {
            break;
        }
        variant += 1;
    }
    shape
}

/// Why a type could not be read from what it asked for.
#[derive(Debug)]
pub(super) struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl de::Error for Refused {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// A source that has whatever is asked for.
struct Probe<'p> {
    shape: &'p mut Shape,
    /// Which variant of a choice is given.
    variant: usize,
    /// The most variants that any choice has.
    variants: &'p mut usize,
}

impl<'p> Probe<'p> {
    /// A source for a part of what was asked for.
    fn part(shape: &'p mut Shape, variant: usize, variants: &'p mut usize) -> Self {
        Self { shape, variant, variants }
    }
}

/// A text that is a decimal number as well.
const TEXT: &str = "1";

macro_rules! integers {
    ($($name:ident),*) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
            *self.shape = Shape::Integer;
            visitor.visit_i64(1)
        })*
    };
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Refused;

    integers!(
        deserialize_i8,
        deserialize_i16,
        deserialize_i32,
        deserialize_i64,
        deserialize_i128,
        deserialize_u8,
        deserialize_u16,
        deserialize_u32,
        deserialize_u64,
        deserialize_u128
    );

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Refused> {
        Err(de::Error::custom("a pack has no value of any kind"))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        *self.shape = Shape::Flag;
        visitor.visit_bool(false)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        *self.shape = Shape::Text;
        BorrowedStrDeserializer::new(TEXT).deserialize_str(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let inner = boxed(self.shape, |s| if let Shape::Maybe(inner) = s { Some(inner) } else { None }, Shape::Maybe)?;
        visitor.visit_some(Probe::part(inner, self.variant, self.variants))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Refused> {
        let named = |s| Shape::Named(name, s);
        let inner = boxed(self.shape, |s| if let Shape::Named(_, inner) = s { Some(inner) } else { None }, named)?;
        visitor.visit_newtype_struct(Probe::part(inner, self.variant, self.variants))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let inner = boxed(self.shape, |s| if let Shape::List(inner) = s { Some(inner) } else { None }, Shape::List)?;
        visitor.visit_seq(Parts {
            shapes: std::slice::from_mut(inner).iter_mut(),
            variant: self.variant,
            variants: self.variants,
        })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Refused> {
        if !matches!(self.shape, Shape::Tuple(_)) {
            *self.shape = Shape::Tuple(vec![Shape::Nothing; len]);
        }
        let Shape::Tuple(shapes) = self.shape else { return Err(de::Error::custom("no list")) };
        visitor.visit_seq(Parts { shapes: shapes.iter_mut(), variant: self.variant, variants: self.variants })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let inner = boxed(self.shape, |s| if let Shape::Table(inner) = s { Some(inner) } else { None }, Shape::Table)?;
        visitor.visit_map(Keyed {
            keys: vec![(TEXT, &mut *inner)].into_iter(),
            value: None,
            variant: self.variant,
            variants: self.variants,
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        if !matches!(self.shape, Shape::Keys(_)) {
            *self.shape = Shape::Keys(fields.iter().map(|f| (*f, Shape::Nothing)).collect());
        }
        let Shape::Keys(keys) = self.shape else { return Err(de::Error::custom("no table")) };
        let keys: Vec<_> = keys.iter_mut().map(|(name, shape)| (*name, shape)).collect();
        visitor.visit_map(Keyed { keys: keys.into_iter(), value: None, variant: self.variant, variants: self.variants })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        if !matches!(self.shape, Shape::Choice(_)) {
            *self.shape = Shape::Choice(names.iter().map(|n| (*n, Shape::Nothing)).collect());
        }
        *self.variants = names.len().max(*self.variants);
        let at = self.variant.min(names.len().saturating_sub(1));
        let Shape::Choice(choices) = self.shape else { return Err(de::Error::custom("no choice")) };
        let (name, shape) = choices.get_mut(at).ok_or_else(|| de::Error::custom("a choice of nothing"))?;
        visitor.visit_enum(Variant { name, probe: Probe::part(shape, self.variant, self.variants) })
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { f32 f64 char bytes byte_buf unit unit_struct tuple_struct }
}

/// The shape inside another, which becomes that other where it is not yet.
fn boxed(
    shape: &mut Shape,
    inner: impl Fn(&mut Shape) -> Option<&mut Box<Shape>>,
    outer: impl Fn(Box<Shape>) -> Shape,
) -> Result<&mut Shape, Refused> {
    if inner(shape).is_none() {
        *shape = outer(Box::default());
    }
    inner(shape).map(|s| &mut **s).ok_or_else(|| de::Error::custom("two shapes in one place"))
}

/// One part each of a list.
struct Parts<'p> {
    shapes: std::slice::IterMut<'p, Shape>,
    variant: usize,
    variants: &'p mut usize,
}

impl<'de> SeqAccess<'de> for Parts<'_> {
    type Error = Refused;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Refused> {
        let Some(shape) = self.shapes.next() else { return Ok(None) };
        seed.deserialize(Probe::part(shape, self.variant, self.variants)).map(Some)
    }
}

/// One value for each key of a table.
struct Keyed<'p> {
    keys: std::vec::IntoIter<(&'static str, &'p mut Shape)>,
    value: Option<&'p mut Shape>,
    variant: usize,
    variants: &'p mut usize,
}

impl<'de> MapAccess<'de> for Keyed<'_> {
    type Error = Refused;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refused> {
        let Some((name, shape)) = self.keys.next() else { return Ok(None) };
        self.value = Some(shape);
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refused> {
        let shape = self.value.take().ok_or_else(|| de::Error::custom("a value without its key"))?;
        seed.deserialize(Probe::part(shape, self.variant, self.variants))
    }
}

/// One variant of a choice, and what goes with it.
struct Variant<'p> {
    name: &'static str,
    probe: Probe<'p>,
}

impl<'de, 'p> EnumAccess<'de> for Variant<'p> {
    type Error = Refused;
    type Variant = Probe<'p>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Probe<'p>), Refused> {
        let name: StrDeserializer<'_, Refused> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self.probe))
    }
}

impl<'de> VariantAccess<'de> for Probe<'_> {
    type Error = Refused;

    fn unit_variant(self) -> Result<(), Refused> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Refused> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_struct("", fields, visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    #[allow(dead_code, reason = "only its shape is asked for")]
    enum Kind {
        Plain,
        ByDay(u8),
        Between(u8, Vec<i16>),
    }

    #[derive(Deserialize)]
    #[serde(rename = "decimal")]
    #[allow(dead_code, reason = "only its shape is asked for")]
    struct Number(String);

    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case", default)]
    #[derive(Default)]
    #[allow(dead_code, reason = "only its shape is asked for")]
    struct Entry {
        is_on: bool,
        words: Vec<String>,
        kind: Option<Kind>,
        value: Option<Number>,
        forms: BTreeMap<String, Vec<(String, String)>>,
    }

    #[test]
    fn a_type_tells_all_that_it_reads() {
        let text = || Box::new(Shape::Text);
        assert_eq!(
            of::<Entry>(),
            Shape::Keys(vec![
                ("is-on", Shape::Flag),
                ("words", Shape::List(text())),
                (
                    "kind",
                    Shape::Maybe(Box::new(Shape::Choice(vec![
                        ("plain", Shape::Nothing),
                        ("by-day", Shape::Integer),
                        ("between", Shape::Tuple(vec![Shape::Integer, Shape::List(Box::new(Shape::Integer))])),
                    ])))
                ),
                ("value", Shape::Maybe(Box::new(Shape::Named("decimal", text())))),
                ("forms", Shape::Table(Box::new(Shape::List(Box::new(Shape::Tuple(vec![Shape::Text, Shape::Text])))))),
            ])
        );
        let shape = of::<Entry>();
        assert!(shape.key("kind").is_some_and(Shape::needed) && !shape.key("value").is_some_and(Shape::needed));
    }
}
