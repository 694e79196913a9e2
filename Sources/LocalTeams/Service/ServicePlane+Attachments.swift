internal import Foundation
internal import HTTPKit
internal import JSONKit

/// Pictures that people paste, and what bots upload.
extension ServicePlane {
    /// C19.
    func upload(_ call: ServiceCall) async throws -> HTTPResponse {
        for name in ["type", "originalBase64"] where call.body[name]?.stringValue?.isEmpty != false {
            throw Refusal(status: 400, code: "MissingProperty", message: "The attachment lacks \"\(name)\".")
        }
        let id = try await host.change { world in
            try world.addFile(
                name: call.body["name"]?.stringValue ?? "attachment",
                contentType: call.body["type"]?.stringValue ?? "",
                base64: call.body["originalBase64"]?.stringValue ?? "", in: call["c"], by: call.bot)
        }
        return .json(201, ["id": .string(id.value)])
    }

    /// C20.
    func attachment(_ call: ServiceCall) async throws -> HTTPResponse {
        let file = try await file(call["id"])
        let views: [JSONValue] = ["original", "thumbnail"].map { view in
            ["viewId": .string(view), "size": JSONValue(file.bytes.count)]
        }
        return .json(200, ["name": .string(file.name), "type": .string(file.contentType), "views": .array(views)])
    }

    /// C21. The thumbnail is the picture itself.
    func attachmentView(_ call: ServiceCall) async throws -> HTTPResponse {
        guard ["original", "thumbnail"].contains(call["view"].lowercased()) else { throw Refusal.attachmentNotFound }
        return try await file(call["id"]).response
    }

    private func file(_ id: String) async throws -> ServedFile {
        guard let file = try await host.read({ $0.files[id] }) else { throw Refusal.attachmentNotFound }
        return ServedFile(file)
    }
}

extension World {
    /// A file that a bot uploads to a conversation. Returns its id.
    fileprivate mutating func addFile(
        name: String, contentType: String, base64: String, in conversation: String, by bot: String
    ) throws(Refusal) -> String {
        _ = try admit(bot, to: conversation)
        guard Data(base64Encoded: base64) != nil else { throw .badArgument("originalBase64 is not base64.") }
        let file = StoredFile(id: ids.hex(), name: name, contentType: contentType, base64: base64)
        files[file.id] = file
        touch(.file(file.id))
        return file.id
    }
}

extension Refusal {
    fileprivate static let attachmentNotFound = Refusal(
        status: 404, code: "NotFound", message: "The attachment was not found.")
}
