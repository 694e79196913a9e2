internal import Foundation
internal import JSONKit
internal import ServiceKit
package import TeamsCards

/// The named templates of a folder: every `*.json` in it, read, compiled and checked once, at the start.
package struct TemplateLibrary: Sendable {
    /// No template is larger: a message may have 80 KB.
    private static let maxBytes = 1 << 20

    private var templates: [String: CardTemplate] = [:]

    /// A library of templates at hand, by name.
    package init(_ templates: [String: CardTemplate] = [:]) { self.templates = templates }

    /// - Parameter folder: nil for a library without templates.
    /// - Throws: ``NotificationError/Code/configuration`` that names the file and the line or place of the first fault.
    package init(folder: String?) throws(NotificationError) {
        guard let folder else { return }
        let files: [String]
        do {
            files = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw NotificationError(
                .configuration,
                "The folder of templates \(folder) cannot be read: \(error.localizedDescription)"
            )
        }
        for file in files.sorted() where file.hasSuffix(".json") && !file.hasPrefix(".") {
            let path = URL(fileURLWithPath: folder).appendingPathComponent(file).path
            templates[String(file.dropLast(".json".count))] = try Self.template(at: path)
        }
    }

    /// The names, in order.
    package var names: [String] { templates.keys.sorted() }

    package subscript(name: String) -> CardTemplate? { templates[name] }

    /// Why there is no template of that name, for people.
    func problem(with name: String) -> String {
        guard !templates.isEmpty else { return "there is no template \"\(name.excerpt)\": the library is empty" }
        let hint = nearestName(to: name, among: templates.keys).map { "did you mean \"\($0)\"?" }
        let known = "there are \(names.prefix(20).joined(separator: ", "))" + (names.count > 20 ? " and more" : "")
        return "there is no template \"\(name.excerpt)\": \(hint ?? known)"
    }

    private static func template(at path: String) throws(NotificationError) -> CardTemplate {
        func wrong(_ what: String) -> NotificationError {
            NotificationError(.configuration, "The template \(path) \(what)")
        }
        guard let data = FileManager.default.contents(atPath: path) else { throw wrong("cannot be read") }
        guard data.count <= maxBytes else { throw wrong("has \(data.count) bytes; \(maxBytes) are the most") }
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: [UInt8](data))
        } catch {
            throw wrong("is no JSON: line \(error.line), column \(error.column): \(error.message)")
        }
        guard json["type"] == "AdaptiveCard" else {
            throw wrong("is no card: /type must be \"AdaptiveCard\"")
        }
        let template: CardTemplate
        do throws(TemplateError) {
            template = try CardTemplate(json)
        } catch {
            throw wrong("cannot be used: \(error.issues[0])")
        }
        if let issue = template.issues.first { throw wrong("is wrong at \(issue.path): \(issue.firstLine)") }
        // What has bindings is checked with its data, when a notification brings them.
        if template.isConstant,
            let issue = CardValidator.issues(in: json, for: .bot).first(where: { $0.severity == .error })
        {
            throw wrong("is wrong at \(issue.path.isEmpty ? "/" : issue.path): \(issue.message)")
        }
        return template
    }
}
