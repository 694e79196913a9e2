internal import HTTPKit
internal import JSONKit

/// Pictures that people paste, and what bots upload.
extension ServicePlane {
    /// C19.
    func upload(_ call: ServiceCall) async throws -> Answer {
        for name in ["type", "originalBase64"] where call.body[name]?.stringValue?.isEmpty != false {
            throw Refusal(
                status: 400, code: "MissingProperty", message: "The attachment lacks \"\(name)\".",
                note: "Rule: an upload has a type and its bytes as base64 (microsoft/BotFramework-Emulator).")
        }
        let file = SentFile(
            name: call.body["name"]?.stringValue ?? "attachment", contentType: call.body["type"]?.stringValue ?? "",
            base64: call.body["originalBase64"]?.stringValue ?? "")
        _ = try await host.change { try $0.add(file, in: call["c"], by: call.bot) }
        return .json(201, ["id": file.id.json])
    }

    /// C20.
    func attachment(_ call: ServiceCall) async throws -> Answer {
        let file = try await file(call["id"])
        let views: [JSONValue] = ["original", "thumbnail"].map { view in
            ["viewId": .string(view), "size": JSONValue(file.bytes.count)]
        }
        return .json(200, ["name": .string(file.name), "type": .string(file.contentType), "views": .array(views)])
    }

    /// C21. The thumbnail is the picture itself.
    func attachmentView(_ call: ServiceCall) async throws -> Answer {
        guard ["original", "thumbnail"].contains(call["view"].lowercased()) else { throw Refusal.attachmentNotFound }
        return Answer(response: try await file(call["id"]).response)
    }

    private func file(_ id: FileID) async throws -> ServedFile {
        guard let file = try await host.read({ $0.files[id] }) else { throw Refusal.attachmentNotFound }
        return ServedFile(file)
    }
}

extension Refusal {
    fileprivate static let attachmentNotFound = Refusal(
        status: 404, code: "NotFound", message: "The attachment was not found.")
}
