/// A string with literal parts and bindings.
final class TextTemplate: Sendable {
    /// Text that stands as it is, and the binding behind it; behind the last text there may be none.
    struct Part: Sendable {
        let literal: String
        let binding: PlacedBinding?
    }

    let parts: [Part]
    let path: String
    /// What is to be said of it whatever the data.
    let issue: TemplateIssue?

    init(_ parts: [Part], path: String, issue: TemplateIssue?) {
        self.parts = parts
        self.path = path
        self.issue = issue
    }
}
