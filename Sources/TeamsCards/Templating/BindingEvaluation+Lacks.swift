import ExpressionKit
import JSONKit
import ServiceKit

extension BindingEvaluation {
    /// The names of a template that are no data.
    static let constants: [String: ExpressionValue] = [
        // The version of the template language that this is: the first with `$host`.
        "$_acTemplateVersion": .json(["major": 2, "minor": 3, "patch": 0])
    ]

    /// That the data lack a path, and with `hints` what may have been meant.
    mutating func lacks(_ path: String, in binding: Binding, hints: Bool = true) -> String {
        let said = "the data have no '\(path.prefix(200))'"
        guard hints, binding.source.utf8.count <= 1000 else { return said }
        if let hint = sizeHint(path, in: binding) { return said + hint }
        let spelling = OddName.hint(for: binding, in: data)
        guard spelling.isEmpty else { return said + spelling }
        guard case .json(.object(let object)) = data, !path.contains("."), (3...40).contains(path.utf8.count) else {
            return said
        }
        let names = object.prefix(100).map(\.name).filter { $0.utf8.count <= 40 }
        return said + (nearestName(to: path, among: names).map { "; did you mean '\($0)'?" } ?? "")
    }

    /// The size of a list or a text, where it was asked for as other languages have it.
    private mutating func sizeHint(_ path: String, in binding: Binding) -> String? {
        guard path.utf8.count <= 200, let point = path.lastIndex(of: "."),
            ["length", "count", "size"].contains(path[path.index(after: point)...].lowercased())
        else { return nil }
        let name = path[..<point]
        switch owner(of: path, in: binding) {
        case .json(.array)?: return "; \(name) is a list: write count(\(name)) for the number of its elements"
        case .json(.string)?: return "; \(name) is a text: write length(\(name)) for the number of its characters"
        default: return nil
        }
    }
}
