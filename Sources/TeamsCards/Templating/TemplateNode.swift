import JSONKit

/// A part of a template, ready to be expanded.
indirect enum TemplateNode: Sendable {
    /// Nothing to expand inside; how many values and bytes of text that is.
    case constant(JSONValue, size: ValueSize)
    /// A string that is one binding and nothing else: the value keeps its type.
    case value(Binding)
    /// A string with bindings.
    case text([TextPart])
    case array([TemplateNode])
    case object(ObjectTemplate)

    /// A root object's own data, where they are written out.
    var inlineData: TemplateNode? {
        if case .object(let object) = self, case .literal(let data)? = object.data { data } else { nil }
    }
}

/// A part of a string.
enum TextPart: Sendable {
    case literal(String)
    case binding(Binding)
}

/// `${…}` in a string. An object that never changes, so that handing it on costs one count.
final class Binding: Sendable {
    /// As written, with its braces: what stays when there is no value.
    let source: String
    /// The string in which it stands, and where there; errors point into it.
    let text: String
    let start: Int
    let content: Content
    /// Where the string stands in the template.
    let path: String

    enum Content: Sendable {
        case expression(Node)
        /// What is no expression, and why.
        case broken(TemplateIssue)
    }

    init(source: String, text: String, start: Int, content: Content, path: String) {
        self.source = source
        self.text = text
        self.start = start
        self.content = content
        self.path = path
    }

    /// An error in the binding, for people: with its place in the string, or in the binding where the string is long.
    static func message(_ failure: Failure, source: String, text: String, start: Int) -> String {
        if text.utf8.count <= 2000 { return "\(ExpressionError(failure, in: text))" }
        let place = failure.offset.map { $0 - start }
        return "\(ExpressionError(Failure(failure.code, failure.message, at: place), in: source))"
    }
}

/// An object of a template. It never changes, so that handing it on costs one count.
final class ObjectTemplate: Sendable {
    /// What `$data` says.
    enum Data: Sendable {
        case literal(TemplateNode)
        case value(Binding)
    }

    /// What `$when` says.
    enum When: Sendable {
        case always
        case never
        case binding(Binding)
        /// Text around a binding, a number, or something else that is neither true nor false.
        case nonsense(TemplateIssue)
    }

    let data: Data?
    let when: When
    /// All members in their order; those to be expanded are `null` as yet.
    let skeleton: JSONObject
    /// The object itself and the members that need no expansion.
    let size: ValueSize
    /// The members to be expanded.
    let members: [(name: String, node: TemplateNode)]
    let path: String

    init(
        data: Data?, when: When, skeleton: JSONObject, size: ValueSize, members: [(name: String, node: TemplateNode)],
        path: String
    ) {
        self.data = data
        self.when = when
        self.skeleton = skeleton
        self.size = size
        self.members = members
        self.path = path
    }
}
