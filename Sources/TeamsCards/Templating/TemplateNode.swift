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

/// `${…}` in a string.
struct Binding: Sendable {
    /// As written, with its braces: what stays when there is no value.
    let source: String
    /// The string in which it stands; errors point into it.
    let text: String
    let content: Content
    /// Where the string stands in the template.
    let path: String

    enum Content: Sendable {
        case expression(Node)
        /// What is no expression, and why.
        case broken(TemplateIssue)
    }
}

/// An object of a template.
struct ObjectTemplate: Sendable {
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

    var data: Data?
    var when = When.always
    /// All members in their order; those to be expanded are `null` as yet.
    var skeleton = JSONObject()
    var size: ValueSize
    /// The members to be expanded.
    var members: [(name: String, node: TemplateNode)] = []
    var path: String
}
