internal import JSONKit

/// How a row is read and written. Each member's name stands here, and nowhere else.
struct RowShape<Root>: Sendable, ExpressibleByArrayLiteral {
    let members: WireMembers<Root>
    /// The names of the members without which there is no such row.
    let required: [String]
    /// Read the members of a file, in their order.
    let strict: [@Sendable (inout Root, inout StrictReader) throws(StrictError) -> Void]

    init(arrayLiteral elements: RowMember<Root>...) {
        members = WireMembers(elements.map(\.wire))
        required = elements.filter(\.isRequired).map(\.name)
        strict = elements.map(\.strict)
    }
}
