import Foundation
import Testing

/// The folders of TeamsCards, each of which may use what stands before it and nothing behind it.
private let folders = [
    "Model", "Builder", "Actions", "Elements", "Card", "OtherCards", "Validation", "Templating", "Printing",
]

@Test func theFoldersOfTheCardsHaveArrowsInOneDirection() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/TeamsCards")
    let found = try FileManager.default.contentsOfDirectory(atPath: root.path)
    #expect(Set(found.filter { !$0.hasPrefix(".") }) == Set(folders))
    let sources = try folders.map { folder in
        let files = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.map { file in
            (file.lastPathComponent, code(in: try String(contentsOf: file, encoding: .utf8)))
        }
    }
    let declared = sources.map { files in Set(files.flatMap { declarations(in: $0.1) }) }
    #expect(declared.allSatisfy { !$0.isEmpty })
    for (place, files) in sources.enumerated() {
        let above = declared[(place + 1)...].reduce(into: Set()) { $0.formUnion($1) }
            .subtracting(declared[...place].reduce(into: Set()) { $0.formUnion($1) })
        for (file, text) in files {
            let used = text.matches(of: /\b[A-Z]\w*(?:\.[A-Z]\w*)?/).map { String($0.output) }
            let wrong = Set(used.flatMap { [$0, String($0.prefix { $0 != "." })] }).intersection(above)
            #expect(wrong.isEmpty, "\(folders[place])/\(file) uses \(wrong.sorted()) of a folder behind it")
        }
    }
}

/// The lines of a source without comments and texts.
private func code(in source: String) -> String {
    source.split(separator: "\n").map { line in
        String(line.replacing(/\/\/.*/, with: "").replacing(/"(?:[^"\\]|\\.)*"/, with: "\"\""))
    }.joined(separator: "\n")
}

/// The types that a source declares at its top, and those in a namespace: `Action.Execute`, `CardProperties.Image`.
private func declarations(in text: String) -> [String] {
    var found = text.matches(of: /(?m)^(?:public |package )?(?:struct|enum|protocol|typealias|class) (\w+)/)
        .map { String($0.output.1) }
    for space in text.matches(of: /(?m)^extension (\w+) \{\n((?:    .*\n|\n)*)/) {
        let inner = String(space.output.2).matches(of: /(?m)^    public (?:struct|typealias|enum) (\w+)/)
        found += inner.map { "\(space.output.1).\($0.output.1)" }
    }
    return found
}
