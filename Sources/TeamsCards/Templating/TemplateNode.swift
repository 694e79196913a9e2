import ExpressionKit
import JSONKit

/// A part of a template, ready to be expanded. Each case but one is a reference, so that handing it on costs one count.
enum TemplateNode: Sendable {
    /// Nothing to expand inside; how many values and bytes of text that is.
    indirect case constant(JSONValue, size: ValueSize)
    /// A string that is one binding and nothing else: the value keeps its type.
    case value(PlacedBinding)
    /// A string with bindings.
    case text(TextTemplate)
    case array([TemplateNode])
    case object(ObjectTemplate)

    /// A root object's own data, where they are written out.
    var inlineData: TemplateNode? {
        if case .object(let object) = self, case .literal(let data)? = object.data { data } else { nil }
    }
}
