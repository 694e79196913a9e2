import ExpressionKit
import JSONKit

/// An object of a template. It never changes, so that handing it on costs one count.
final class ObjectTemplate: Sendable {
    /// What `$data` says.
    enum Data: Sendable {
        case literal(TemplateNode)
        case value(PlacedBinding)
    }

    /// What `$when` says.
    enum When: Sendable {
        case always
        case never
        case binding(PlacedBinding)
        /// Text around a binding, a number, or something else that is neither true nor false.
        case nonsense(TemplateIssue)
    }

    /// A member to be expanded.
    struct Member: Sendable {
        /// Its place among the members.
        let place: Int
        let node: TemplateNode
    }

    let data: Data?
    let when: When
    /// All members in their order; those to be expanded are `null` as yet.
    let skeleton: JSONObject
    /// The object itself and the members that need no expansion.
    let size: ValueSize
    /// The members to be expanded.
    let members: [Member]
    let path: String
    /// Whether it is always there, once, and in the scope at hand.
    let isPlain: Bool

    init(data: Data?, when: When, skeleton: JSONObject, size: ValueSize, members: [Member], path: String) {
        self.data = data
        self.when = when
        self.skeleton = skeleton
        self.size = size
        self.members = members
        self.path = path
        if data == nil, case .always = when { isPlain = true } else { isPlain = false }
    }
}
