internal import TeamsModels

/// The text of a message in the forms that patterns look at, each made once.
struct MessageText {
    /// As it was written.
    let written: String
    /// With plain spaces in the place of no-break ones.
    let plain: String
    /// With one space for each run of white space.
    let folded: String
    /// The folded text in lower case.
    let lowercased: String

    init(_ text: String) {
        written = text
        plain = text.withPlainSpaces
        folded = text.withSingleSpaces
        lowercased = folded.lowercased()
    }
}
