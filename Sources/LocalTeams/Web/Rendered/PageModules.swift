internal import TokenKit

/// Modules of the page with all that they import, for a document that stands alone: each under a name of its own in an
/// import map, whose addresses are `data:` URLs.
struct PageModules {
    /// By the name in the import map, which is the path on the page without its first slash.
    private(set) var sources: [(name: String, text: String)] = []
    private let files: [String: [UInt8]]
    private var known: Set<String> = []

    /// - Parameters:
    ///   - entry: the path of the module that a document imports.
    ///   - files: the files of the page by their paths.
    init(from entry: String, in files: [String: [UInt8]]) throws(CardPageError) {
        self.files = files
        var waiting = [entry]
        known.insert(entry)
        while let path = waiting.popLast() {
            guard let bytes = files[path] else { throw CardPageError(message: "The page has no file \(path).") }
            let text = rewritten(String(decoding: bytes, as: UTF8.self), at: path) { found in
                if known.insert(found).inserted { waiting.append(found) }
            }
            sources.append((String(path.dropFirst()), text))
        }
    }

    /// The import map, as JSON.
    var importMap: String {
        let lines = sources.map { "\"\($0.name)\": \"\(Self.address(of: $0.text))\"" }
        return "{\"imports\": {\(lines.joined(separator: ",\n"))}}"
    }

    private static func address(of text: String) -> String {
        "data:text/javascript;base64," + Base64.encode(Array(text.utf8))
    }

    /// The text of a module in which what it imports is known by its name in the map. The page's modules are ours: each
    /// import is one statement, with its path between single quotes behind `from`, `import` or `import(`, and a worker
    /// is found by `new URL('./x.js', import.meta.url)`.
    private func rewritten(_ text: String, at path: String, _ visit: (String) -> Void) -> String {
        var result = ""
        var rest = text[...]
        while let quote = rest.firstRange(of: "'.") {
            let before = rest[..<quote.lowerBound]
            let inside = rest[rest.index(after: quote.lowerBound)...]
            guard let end = inside.firstIndex(of: "'") else { break }
            let target = String(inside[..<end])
            let after = inside[inside.index(after: end)...]
            rest = after
            if before.hasSuffix(Self.worker), after.hasPrefix(Self.workerEnd),
                let bytes = files[Self.resolve(target, from: path)]
            {
                result += before.dropLast(Self.worker.count) + "'"
                result += Self.address(of: String(decoding: bytes, as: UTF8.self)) + "'"
                rest = after.dropFirst(Self.workerEnd.count)
            } else if Self.words.contains(where: before.hasSuffix) {
                let found = Self.resolve(target, from: path)
                visit(found)
                result += before + "'" + found.dropFirst() + "'"
            } else {
                result += before + "'" + target + "'"
            }
        }
        return result + rest
    }

    private static let words = ["from ", "import ", "import("]
    private static let worker = "new URL("
    private static let workerEnd = ", import.meta.url)"

    /// `../base/dom.js` beside `/cards/renderer.js` is `/base/dom.js`.
    static func resolve(_ target: String, from path: String) -> String {
        var parts = path.split(separator: "/").dropLast()
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
