internal import HTTPKit
internal import JSONKit

/// `/_files/…`: the files of people's messages, for the page and for bots. Their ids cannot be guessed, and are the
/// only key, as with the download addresses of Teams.
struct FilePlane: Sendable {
    let host: WorldHost

    /// Answers a request; nil for a path that is not of this plane.
    func respond(to request: HTTP.Request) async -> HTTP.Response? {
        guard let path = request.pathSegments, path.first == "_files" else { return nil }
        guard request.method == "GET" || request.method == "HEAD" else { return .methodNotAllowed(["GET", "HEAD"]) }
        let rest = path.dropFirst().first == "dl" ? path.dropFirst(2) : path.dropFirst()
        guard rest.count == 1, let id = rest.first.map(FileID.init(rawValue:)),
            let file = try? await host.read({ $0.files[id] })
        else {
            return .json(404, ["error": ["code": "NotFound", "message": "No file has this id."]], noStore: true)
        }
        return ServedFile(file).response
    }
}
