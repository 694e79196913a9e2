/// The messages of HTTP as values, and what they are made of.
///
/// A namespace: the names of its members are those of every HTTP library, and a program that uses one of those too
/// keeps its own.
public enum HTTP {}
