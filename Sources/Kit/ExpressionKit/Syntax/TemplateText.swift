/// The text between two backticks: parts that stand as they are, and `${…}`.
enum TemplateText {
    /// A part, and how high its expression is.
    typealias Item = (part: TemplatePart, height: Int)

    static func parse(
        _ bytes: [UInt8], _ range: Range<Int>, functions: ExpressionFunctions, depth: Int
    ) throws(Failure) -> [Item] {
        var items: [Item] = []
        var text: [UInt8] = []
        func flush() {
            guard !text.isEmpty else { return }
            items.append((.text(String(decoding: text, as: UTF8.self)), 0))
            text = []
        }
        var place = range.lowerBound
        var wasted = 0
        while place < range.upperBound {
            let byte = bytes[place]
            let following = place + 1 < range.upperBound ? bytes[place + 1] : 0
            if byte == UInt8(ascii: "\\"), following == UInt8(ascii: "`") || following == UInt8(ascii: "$") {
                text.append(following)
                place += 2
            } else if byte == UInt8(ascii: "$"), following == UInt8(ascii: "{"),
                let close = try Lexer.closingBrace(in: bytes, from: place + 2, to: range.upperBound, wasted: &wasted)
            {
                flush()
                var parser = ExpressionParser(bytes, from: place + 2, to: close, functions: functions, depth: depth)
                let part = try parser.parseAll()
                items.append((.expression(part.node), part.height))
                place = close + 1
            } else {
                text.append(byte)
                place += 1
            }
        }
        flush()
        return items
    }
}
