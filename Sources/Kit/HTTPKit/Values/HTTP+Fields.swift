extension HTTP {
    /// The header fields of a message, in order. Names compare without regard to ASCII case.
    ///
    /// Whatever stands in it can be sent as it is. Values are text as received, without the white space around them; a
    /// control character in one that is set (a line break among them) becomes a space, so that nobody can smuggle a
    /// line in. A name is a token: letters, digits and a few signs. A line whose name is none is left out, and a
    /// request that was to have one is not sent.
    /// - SeeAlso: [RFC 9110 §5](https://www.rfc-editor.org/rfc/rfc9110#section-5)
    public struct Fields: Sendable {
        /// One line of the header.
        struct Line: Sendable {
            var name: String
            var value: String
        }
        private(set) var lines: [Line] = []
        /// Whether a line was left out because its name is no token: a defect of whoever set it.
        package private(set) var hasUnusableName = false

        /// No fields.
        public init() {}

        /// The first value of the field called `name`. Setting replaces all values of the field; `nil` removes it.
        public subscript(_ name: String) -> String? {
            get { lines.first { $0.name.equalsIgnoringCase(name) }?.value }
            set {
                let first = lines.firstIndex { $0.name.equalsIgnoringCase(name) }
                guard let newValue else {
                    if first != nil { lines.removeAll { $0.name.equalsIgnoringCase(name) } }
                    return
                }
                guard let first else { return append(name, newValue) }
                lines[first].value = newValue.withoutControls
                guard var kept = lines[(first + 1)...].firstIndex(where: { $0.name.equalsIgnoringCase(name) }) else {
                    return
                }
                for index in kept..<lines.count where !lines[index].name.equalsIgnoringCase(name) {
                    lines[kept] = lines[index]
                    kept += 1
                }
                lines.removeLast(lines.count - kept)
            }
        }

        /// Every value of the field called `name`, in order.
        public func values(_ name: String) -> [String] {
            lines.compactMap { $0.name.equalsIgnoringCase(name) ? $0.value : nil }
        }

        /// Adds a line, also when there is a field of that name already.
        public mutating func append(_ name: String, _ value: String) {
            guard name.isToken else {
                hasUnusableName = true
                return
            }
            lines.append(Line(name: name, value: value.withoutControls))
        }

        /// As ``append(_:_:)`` for what a parser has seen to be lawful.
        mutating func append(lawful name: String, _ value: String) { lines.append(Line(name: name, value: value)) }

        /// How many lines there are.
        public var count: Int { lines.count }

        mutating func reserveCapacity(_ count: Int) { lines.reserveCapacity(count) }
    }
}

extension HTTP.Fields: Sequence {
    /// Walks through the lines in order.
    public struct Iterator: IteratorProtocol {
        var base: IndexingIterator<[Line]>
        /// The next line.
        public mutating func next() -> (name: String, value: String)? {
            base.next().map { ($0.name, $0.value) }
        }
    }
    /// An iterator over the lines in order.
    public func makeIterator() -> Iterator { Iterator(base: lines.makeIterator()) }
}

extension HTTP.Fields: ExpressibleByDictionaryLiteral {
    /// `["Content-Type": "text/plain"]`; a name may stand twice.
    public init(dictionaryLiteral elements: (String, String)...) {
        lines.reserveCapacity(elements.count)
        for (name, value) in elements { append(name, value) }
    }
}

extension HTTP.Fields: Hashable {
    /// Equal when the same lines stand in the same order; names compare without regard to case.
    public static func == (left: HTTP.Fields, right: HTTP.Fields) -> Bool {
        left.lines.count == right.lines.count
            && zip(left.lines, right.lines).allSatisfy { $0.value == $1.value && $0.name.equalsIgnoringCase($1.name) }
    }
    /// Feeds the values to `hasher`, and how many there are.
    public func hash(into hasher: inout Hasher) {
        for line in lines { hasher.combine(line.value) }
        hasher.combine(lines.count)
    }
}

extension HTTP.Fields: CustomStringConvertible {
    /// The names alone: values may be secrets.
    public var description: String { "HTTP.Fields(" + lines.map(\.name).joined(separator: ", ") + ")" }
}
