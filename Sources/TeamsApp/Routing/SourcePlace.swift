/// Where in the program a handler was given, for diagnostics, and to decide between equals in the same way every time.
struct SourcePlace: Hashable, Comparable, Sendable, CustomStringConvertible {
    let file: String
    let line: UInt

    static func < (left: SourcePlace, right: SourcePlace) -> Bool {
        (left.file, left.line) < (right.file, right.line)
    }
    var description: String { "\(file):\(line)" }
}
