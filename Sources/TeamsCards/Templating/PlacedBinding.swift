import ExpressionKit

/// A binding, and where it stands in the template.
final class PlacedBinding: Sendable {
    let binding: Binding
    /// The place of the string that holds it.
    let path: String
    /// Why it is no expression, if it is none.
    let issue: TemplateIssue?

    init(_ binding: Binding, path: String) {
        self.binding = binding
        self.path = path
        issue = binding.error.map { error in
            TemplateIssue(
                error.code == .unknownFunction ? .unknownFunction : .syntax, path: path,
                message: "\(error.adding(OddName.hint(for: error, in: binding)))")
        }
    }
}
