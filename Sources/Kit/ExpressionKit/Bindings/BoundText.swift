/// A text with bindings, in parts.
package struct BoundText: Sendable {
    /// A part of the text.
    package enum Part: Sendable {
        /// Text that stands as it is, its escapes undone.
        case literal(String)
        case binding(Binding)
    }

    /// The parts in their order. None for an empty text.
    package let parts: [Part]

    /// The text, when it has no binding.
    package var plain: String? {
        guard let first = parts.first else { return "" }
        if parts.count == 1, case .literal(let text) = first { return text }
        return nil
    }
}
