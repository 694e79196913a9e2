import JSONKit

/// Texts. Lengths and places count UTF-16 units, as the published engines do.
enum StringFunctions {
    static let table = [
        Builtin("length", 1, length).expectingNothing,
        Builtin("replace", 3, replace),
        Builtin("replaceIgnoreCase", 3, replaceIgnoringCase),
        Builtin("split", 1...2, split),
        Builtin("substring", 2...3, substring),
        Builtin("trim", 1, trim),
        Builtin("startsWith", 2, startsWith),
        Builtin("endsWith", 2, endsWith),
        Builtin("countWord", 1, countWord),
        Builtin("addOrdinal", 1, addOrdinal),
        Builtin("newGuid", 0, newGUID),
        Builtin("EOL", 0) { (_, _) throws(Failure) in .string("\n") },
        Builtin("indexOf", 2, indexOf),
        Builtin("lastIndexOf", 2, lastIndexOf),
    ]

    private static func length(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        if case .json(.array) = arguments[0] {
            throw .value("length counts the characters of a text, and this is an array: write count(…)")
        }
        return .int(try arguments.text(0).utf16.count)
    }

    private static func replace(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let (text, old, new) = (try arguments.text(0), try arguments.text(1), try arguments.text(2))
        guard !old.isEmpty else { throw arguments.failure(1, "a text that is not empty") }
        let bytes = try TextSearch(Array(old.utf8)).replacing(
            in: Array(text.utf8), with: Array(new.utf8), limit: evaluation.environment.limits.textBytes)
        try evaluation.spend(bytes.count >> 2)
        return .string(String(decoding: bytes, as: UTF8.self))
    }

    private static func replaceIgnoringCase(
        _ evaluation: inout Evaluation, _ arguments: Arguments
    ) throws(Failure) -> Value {
        let (text, old, new) = (try arguments.text(0), try arguments.text(1), try arguments.text(2))
        guard !old.isEmpty else { throw arguments.failure(1, "a text that is not empty") }
        try evaluation.spend(text.utf8.count)
        let scalars = Array(text.unicodeScalars)
        let folded = scalars.map(\.caseFolded)
        let pattern = old.unicodeScalars.map(\.caseFolded)
        let places = TextSearch(pattern).places(in: folded)
        let (growth, overflow) = places.count.multipliedReportingOverflow(by: new.utf8.count)
        guard !overflow else { throw .limit("a text would be too long") }
        try evaluation.check(textBytes: text.utf8.count.addingReportingOverflow(growth).partialValue)
        try evaluation.spend(growth >> 2)
        var result = String.UnicodeScalarView()
        var copied = 0
        for place in places {
            result.append(contentsOf: scalars[copied..<place])
            result.append(contentsOf: new.unicodeScalars)
            copied = place + pattern.count
        }
        result.append(contentsOf: scalars[copied...])
        return .string(String(result))
    }

    private static func split(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let (text, separator) = (try arguments.text(0), try arguments.text(1))
        if separator.isEmpty {
            try evaluation.check(count: text.count)
            return try evaluation.built(.array(text.map { .string(String($0)) }))
        }
        let bytes = Array(text.utf8)
        let pattern = Array(separator.utf8)
        var parts: [JSONValue] = []
        var start = 0
        let places = TextSearch(pattern).places(in: bytes)
        try evaluation.check(count: places.count + 1)
        for place in places {
            parts.append(.string(String(decoding: bytes[start..<place], as: UTF8.self)))
            start = place + pattern.count
        }
        parts.append(.string(String(decoding: bytes[start...], as: UTF8.self)))
        return try evaluation.built(.array(parts))
    }

    private static func substring(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let units = Array(try arguments.text(0).utf16)
        let start = try arguments.whole(1)
        if arguments[0].isNothing { return .empty }
        guard start >= 0, start <= units.count else {
            throw .range("substring begins at \(start), but the text has \(units.count) characters")
        }
        let count = arguments.count > 2 ? try arguments.whole(2) : units.count - start
        guard count >= 0, count <= units.count - start else {
            throw .range("substring ends behind the text, which has \(units.count) characters")
        }
        return .string(String(decoding: units[start..<start + count], as: UTF16.self))
    }

    private static func trim(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let scalars = try arguments.text(0).unicodeScalars
        let head = scalars.drop { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
        var view = Substring.UnicodeScalarView(head)
        while let last = view.last, last.properties.isWhitespace || last == "\u{FEFF}" { view.removeLast() }
        return .string(String(view))
    }

    private static func startsWith(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        .bool(try arguments.text(0).utf8.starts(with: try arguments.text(1).utf8))
    }

    private static func endsWith(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        .bool(try arguments.text(0).utf8.reversed().starts(with: try arguments.text(1).utf8.reversed()))
    }

    private static func countWord(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        var count = 0
        var isInside = false
        for scalar in try arguments.text(0).unicodeScalars {
            let isSpace = scalar.properties.isWhitespace
            if !isSpace, !isInside { count += 1 }
            isInside = !isSpace
        }
        return .int(count)
    }

    private static func addOrdinal(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let number = try arguments.whole(0)
        return .string(Ordinal.text(number))
    }

    private static func newGUID(_ evaluation: inout Evaluation, _: Arguments) throws(Failure) -> Value {
        let bits = [try evaluation.randomBits(), try evaluation.randomBits()]
        var bytes = bits.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (UInt64($0) * 8)) } }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        var text = ""
        for (place, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(place) { text += "-" }
            text += byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
        }
        return .string(text)
    }

    private static func indexOf(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        if case .json(.array(let elements)) = arguments[0] {
            for (place, element) in elements.enumerated()
            where try evaluation.areEqual(.json(element), arguments[1]) {
                return .int(place)
            }
            return .int(-1)
        }
        guard arguments[0].isNothing || arguments[0].isText else { throw arguments.failure(0, "a text or an array") }
        let (text, wanted) = (Array(try arguments.text(0).utf16), Array(try arguments.text(1).utf16))
        if wanted.isEmpty { return .int(0) }
        return .int(TextSearch(wanted).places(in: text).first ?? -1)
    }

    private static func lastIndexOf(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        if case .json(.array(let elements)) = arguments[0] {
            for (place, element) in elements.enumerated().reversed()
            where try evaluation.areEqual(.json(element), arguments[1]) {
                return .int(place)
            }
            return .int(-1)
        }
        guard arguments[0].isNothing || arguments[0].isText else { throw arguments.failure(0, "a text or an array") }
        let (text, wanted) = (Array(try arguments.text(0).utf16), Array(try arguments.text(1).utf16))
        if wanted.isEmpty { return .int(max(0, text.count - 1)) }
        return .int(TextSearch(wanted).places(in: text, overlapping: true).last ?? -1)
    }
}

/// Numbers in a row: `1st`, `22nd`, `13th`.
enum Ordinal {
    static func text(_ number: Int) -> String {
        guard number > 0 else { return String(number) }
        let suffix =
            switch (number % 100, number % 10) {
            case (11...13, _): "th"
            case (_, 1): "st"
            case (_, 2): "nd"
            case (_, 3): "rd"
            default: "th"
            }
        return String(number) + suffix
    }
}

extension ExpressionValue {
    /// Whether the value is a text.
    var isText: Bool {
        if case .json(.string) = self { true } else { false }
    }
}

extension Evaluation {
    /// 64 random bits of the environment.
    func randomBits() throws(Failure) -> UInt64 {
        guard let random = environment.random else {
            throw Failure(
                .environment, "this expression needs randomness: pass an environment that has it, such as .system")
        }
        return random()
    }
}
