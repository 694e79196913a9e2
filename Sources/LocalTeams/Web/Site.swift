internal import HTTPKit
internal import TeamsPage

/// What a server shows: the page's files, and behind them the service.
struct Site: Sendable {
    let page: PageFiles
    let service: TeamsService

    func respond(to request: HTTP.Request) async -> HTTPReply {
        if let response = pageResponse(to: request) { return .response(response) }
        return await service.respond(to: request)
    }

    /// What becomes of a request whose body is not here yet.
    func admit(_ request: HTTP.Request) -> HTTPAdmission {
        if let response = pageResponse(to: request) { return .answer(response) }
        return service.admit(request)
    }

    /// The file of the page that is asked for; nil when it is none.
    private func pageResponse(to request: HTTP.Request) -> HTTP.Response? {
        guard var response = page.respond(to: request) else { return nil }
        do {
            try service.access.admit(request)
        } catch {
            return .control(error)
        }
        if let cookie = service.access.cookie(for: request) { response.fields["Set-Cookie"] = cookie }
        return response
    }
}
