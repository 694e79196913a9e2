internal import HTTPKit
internal import JSONKit

/// `/_files/…`: the files of people's messages, for the page and for bots, and those that bots bring with a person's
/// consent. Their ids cannot be guessed, and are the only key, as with the addresses of Teams.
struct FilePlane: Sendable {
    let host: WorldHost
    let log: WireLog

    /// Whether a path is of this plane, and how long its body may be.
    func bodyLimit(of request: HTTP.Request) -> BodyLimit {
        guard request.pathSegments?.first == "_files" else { return .notMine }
        return Self.upload(in: request) != nil && request.method == "PUT"
            ? .bytes(BodyLimit.maxUploadBytes) : .refused
    }

    /// The file that is brought by `PUT /_files/up/{id}`.
    private static func upload(in request: HTTP.Request) -> FileID? {
        guard let path = request.pathSegments, path.count == 3, path[0] == "_files", path[1] == "up" else { return nil }
        return FileID(rawValue: path[2])
    }

    /// Answers a request; nil for a path that is not of this plane.
    func respond(to request: HTTP.Request) async -> HTTP.Response? {
        guard let path = request.pathSegments, path.first == "_files" else { return nil }
        if let id = Self.upload(in: request) {
            guard request.method == "PUT" else { return .methodNotAllowed(["PUT"]) }
            return await upload(request, to: id)
        }
        guard request.method == "GET" || request.method == "HEAD" else { return .methodNotAllowed(["GET", "HEAD"]) }
        let rest = path.dropFirst().first == "dl" ? path.dropFirst(2) : path.dropFirst()
        guard rest.count == 1, let id = rest.first.map(FileID.init(rawValue:)),
            let file = try? await host.read({ $0.files[id] }), file.isWhole
        else {
            return .json(404, ["error": ["code": "NotFound", "message": "No file has this id."]], noStore: true)
        }
        return ServedFile(file).response
    }

    /// As an upload session of OneDrive answers: 202 with what is missing, 201 when all is there.
    private func upload(_ request: HTTP.Request, to id: FileID) async -> HTTP.Response {
        let began = host.clock.now
        let start = ContinuousClock.now
        let bot = await host.glance { $0.files[id]?.upload?.bot }
        var note: String?
        var response: HTTP.Response
        do {
            guard request.body.count <= BodyLimit.maxUploadBytes else {
                throw Refusal.bodyTooLong(BodyLimit.maxUploadBytes)
            }
            guard let range = request.fields["Content-Range"].flatMap(ContentRange.init) else {
                throw Refusal.badRequest("Content-Range is missing or is no range: bytes 0-(n-1)/n is one.")
            }
            let bytes = FileBytes(request.body)
            switch try await host.change({ try $0.upload(bytes, range: range, to: id) }).value {
            case .partly(let next): response = .json(202, ["nextExpectedRanges": [.string("\(next)-")]], noStore: true)
            case .wholly(let remark):
                note = remark
                let name = await host.glance { $0.files[id]?.name } ?? ""
                response = .json(
                    201, ["id": id.json, "name": .string(name), "size": JSONValue(range.total)], noStore: true)
            }
        } catch {
            let refusal = error as? Refusal ?? Refusal(status: 500, code: "ServiceError", message: "Unknown")
            response = .json(refusal.status, refusal.body, noStore: true)
            note = refusal.message
        }
        log.append(
            WireLogEntry(
                time: began.text, direction: .inbound, operation: "attachment", method: request.method,
                path: "/_files/up/…", status: response.status,
                milliseconds: (ContinuousClock.now - start) / .milliseconds(1),
                request: WireLogRedaction.message(fields: request.fields, body: request.body, isRead: false),
                response: WireLogRedaction.message(fields: response.fields, body: response.body), note: note, bot: bot,
                conversation: nil, readers: .nobody))
        return response
    }
}
