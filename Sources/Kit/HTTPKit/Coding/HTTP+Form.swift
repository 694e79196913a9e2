extension HTTP {
    /// The names and values of a form, or of a query, which is written like one.
    /// - SeeAlso: [URL Standard,
    ///   application/x-www-form-urlencoded](https://url.spec.whatwg.org/#application/x-www-form-urlencoded)
    package struct Form: Sendable {
        /// The `Content-Type` of a body that is a form.
        package static let contentType = "application/x-www-form-urlencoded"

        /// The items, in order; a name may stand several times.
        package let items: [(name: String, value: String)]

        /// A form of these items.
        package init(_ items: [(name: String, value: String)]) { self.items = items }

        /// Reads a body. One that is not UTF-8 has no items.
        package init(body: [UInt8]) { self.init(query: String(validating: body, as: UTF8.self) ?? "") }

        /// Reads a query; `+` is a space. An item whose encoding is bad is left as it is.
        package init(query: String) {
            items = query.split(separator: "&").map { item in
                let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let decode = { (part: Substring) in part.percentDecoded(plusIsSpace: true) ?? String(part) }
                return (decode(parts[0]), parts.count > 1 ? decode(parts[1]) : "")
            }
        }

        /// The first value of `name`.
        package subscript(_ name: String) -> String? { items.first { $0.name == name }?.value }

        /// The form as a query or a body has it, in ASCII.
        package var text: String {
            items.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
        }
    }
}
