/// How JSON text looks.
public struct JSONStyle: Sendable, Hashable {
    /// One member a line, indented by two spaces.
    public var isPretty: Bool
    /// Members by name instead of in their order: one value, one text.
    public var sortsNames: Bool

    /// A style of one's own.
    public init(isPretty: Bool = false, sortsNames: Bool = false) {
        self.isPretty = isPretty
        self.sortsNames = sortsNames
    }

    /// No white space at all, members in their order.
    public static let compact = JSONStyle()
    /// For people.
    public static let pretty = JSONStyle(isPretty: true)
    /// No white space, members by name.
    public static let sorted = JSONStyle(sortsNames: true)
    /// For people who compare.
    public static let prettySorted = JSONStyle(isPretty: true, sortsNames: true)
}

extension JSONValue {
    /// The value as JSON in UTF-8.
    public func serialized(_ style: JSONStyle = .compact) -> [UInt8] {
        var writer = JSONWriter(style: style)
        writer.write(self)
        return writer.bytes
    }

    /// The value as JSON text.
    public func text(_ style: JSONStyle = .compact) -> String {
        String(decoding: serialized(style), as: UTF8.self)
    }
}

extension JSONObject {
    /// The object as JSON in UTF-8.
    public func serialized(_ style: JSONStyle = .compact) -> [UInt8] { JSONValue.object(self).serialized(style) }
}

/// Writes JSON text.
struct JSONWriter {
    let style: JSONStyle
    private(set) var bytes: [UInt8] = []
    private var depth = 0

    init(style: JSONStyle) {
        self.style = style
        bytes.reserveCapacity(1024)
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .number(let number): bytes += number.description.utf8
        case .string(let string): write(string)
        case .array(let elements):
            open(UInt8(ascii: "["))
            for (place, element) in elements.enumerated() {
                separate(place)
                write(element)
            }
            close(UInt8(ascii: "]"), isEmpty: elements.isEmpty)
        case .object(let object):
            open(UInt8(ascii: "{"))
            if style.sortsNames {
                writeMembers(object.sorted { $0.name.precedesInBytes($1.name) })
            } else {
                writeMembers(object)
            }
            close(UInt8(ascii: "}"), isEmpty: object.isEmpty)
        }
    }

    private mutating func writeMembers(_ members: some Collection<JSONObject.Element>) {
        for (place, member) in members.enumerated() {
            separate(place)
            write(member.name)
            bytes.append(UInt8(ascii: ":"))
            if style.isPretty { bytes.append(UInt8(ascii: " ")) }
            write(member.value)
        }
    }

    private mutating func open(_ bracket: UInt8) {
        bytes.append(bracket)
        depth += 1
    }

    private mutating func separate(_ place: Int) {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        breakLine()
    }

    private mutating func close(_ bracket: UInt8, isEmpty: Bool) {
        depth -= 1
        if !isEmpty { breakLine() }
        bytes.append(bracket)
    }

    private mutating func breakLine() {
        guard style.isPretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func write(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { utf8 in
            var written = 0
            for place in utf8.indices {
                let byte = unsafe utf8[place]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
                unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[written..<place]))
                writeEscape(of: byte)
                written = place + 1
            }
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[written...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func writeEscape(of byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
        case UInt8(ascii: "\r"): bytes += #"\r"#.utf8
        case UInt8(ascii: "\t"): bytes += #"\t"#.utf8
        case 0x08: bytes += #"\b"#.utf8
        case 0x0C: bytes += #"\f"#.utf8
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes += [UInt8(ascii: "\\"), UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")]
            bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}
