internal import Foundation
package import HTTPKit
package import ServiceKit
internal import TeamsApp
internal import TeamsConnector

/// Looks at everything that the service needs, before it runs or beside a running one.
package struct NotifierCheck: Sendable {
    /// One thing that was looked at.
    package struct Finding: Sendable, Hashable {
        /// What: `credentials`.
        package let name: String
        package let isGood: Bool
        /// Whether it works and is not as it should be.
        package private(set) var isDoubtful = false
        /// What was found; when it is wrong, what to do.
        package let text: String

        init(_ name: String, good text: String) {
            self.name = name
            isGood = true
            self.text = text
        }

        init(_ name: String, doubtful text: String) {
            self.init(name, good: text)
            isDoubtful = true
        }

        init(_ name: String, wrong text: String) {
            self.name = name
            isGood = false
            self.text = text
        }
    }

    /// Tokens of others are believed with clocks that differ by this much.
    private static let maxSkew = 300.0

    let settings: NotifierSettings
    let transport: any HTTPTransport
    let wallClock: WallClock

    package init(_ settings: NotifierSettings, transport: any HTTPTransport, wallClock: WallClock = .system) {
        self.settings = settings
        self.transport = transport
        self.wallClock = wallClock
    }

    /// Everything, in the order in which it is worth mending.
    package func findings() async -> [Finding] {
        var findings = [await store()] + FileCheck(settings: settings).findings()
        findings += [templates(), keys(), await credentials()]
        let (reached, skew) = await signingKeys()
        findings += [reached, skew, await service(), await graph()].compactMap { $0 }
        if let entra = settings.entra { findings.append(await self.entra(entra)) }
        for source in settings.sources { findings.append(await self.source(source)) }
        return findings
    }

    private func store() async -> Finding {
        guard case .file(let path) = settings.database else {
            do {
                let store = try await settings.database.open(isShared: true)
                defer { store.close() }
                try await store.check()
                return Finding("store", good: "\(settings.database) can be written")
            } catch {
                return Finding("store", wrong: "\(error)")
            }
        }
        guard FileManager.default.fileExists(atPath: path) else {
            let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
            return FileManager.default.isWritableFile(atPath: folder)
                ? Finding("store", good: "\(path) is not there yet, and can be made")
                : Finding(
                    "store", wrong: "\(path) cannot be made: \(folder) is not there, or may not be written (--data)")
        }
        do {
            let store = try SQLNotificationStore(path: path, isShared: true)
            defer { store.close() }
            try await store.check()
            return Finding("store", good: "\(path) can be written")
        } catch {
            return Finding("store", wrong: "\(error)")
        }
    }

    private func templates() -> Finding {
        guard let folder = settings.templates else { return Finding("templates", good: "none (--templates)") }
        do {
            _ = try TemplateLibrary(folder: folder)
            return Finding("templates", good: "those in \(folder) are fine")
        } catch {
            return Finding("templates", wrong: "\(error)")
        }
    }

    private func keys() -> Finding {
        guard let path = settings.apiKeyFile else {
            return Finding("keys", good: "in the store: teams notifier keys list shows them")
        }
        do {
            let file = try APIKeyFile(path: path)
            guard !file.keys.isEmpty else { return Finding("keys", wrong: "\(path) has no key: one a line") }
            guard file.shortLines.isEmpty else {
                let lines = file.shortLines.map(String.init).joined(separator: ", ")
                return Finding("keys", wrong: "\(path): keys of fewer than 16 characters can be guessed: line \(lines)")
            }
            return Finding("keys", good: "\(path) has \(file.keys.count)")
        } catch {
            return Finding("keys", wrong: "\(error)")
        }
    }

    private func credentials() async -> Finding {
        guard let credentials = settings.app.credentials else {
            return Finding("credentials", wrong: "CLIENT_ID is not set: nothing can be sent, and Teams is refused")
        }
        let provider = TokenProvider(credentials, cloud: settings.app.cloud, transport: transport)
        do throws(ConnectorError) {
            try await provider.check()
            return Finding(
                "credentials", good: "\(credentials.clientID) gets a token of \(settings.app.cloud.loginURL)")
        } catch {
            return Finding("credentials", wrong: error.message)
        }
    }

    /// Whether the keys can be read by which Teams is known; and, by the date of that answer, whether this machine's
    /// clock is right.
    private func signingKeys() async -> (Finding, skew: Finding?) {
        let address = settings.app.cloud.openIDMetadataURL.description
        do {
            let response = try await get(address)
            guard response.status == 200 else {
                return (
                    Finding("teams", wrong: "\(address) answered \(response.status); check CLOUD and any proxy"), nil
                )
            }
            return (Finding("teams", good: "\(address) answers"), skew(response))
        } catch {
            return (Finding("teams", wrong: "\(address) did not answer: \(error.message); check the network"), nil)
        }
    }

    private func skew(_ response: HTTP.Response) -> Finding? {
        guard settings.localTeamsURL == nil, let text = response.fields["Date"] else { return nil }
        let now = wallClock.now.timeIntervalSince1970
        guard let time = CivilTime(httpText: text, now: CivilTime(secondsSince1970: Int(now))) else { return nil }
        let skew = now - Double(time.secondsSince1970)
        guard abs(skew) > Self.maxSkew else {
            return Finding("clock", good: "is right to \(Int(abs(skew).rounded())) s")
        }
        let side = skew > 0 ? "ahead" : "behind"
        return Finding(
            "clock", wrong: "is \(Int(abs(skew))) s \(side): tokens are refused from 300 s on; set it by NTP")
    }

    private func service() async -> Finding {
        let address = settings.app.serviceURL ?? settings.app.cloud.serviceURL.description
        do {
            let response = try await get(address)
            return Finding("service", good: "\(address) answers (\(response.status))")
        } catch {
            return Finding("service", wrong: "\(address) did not answer: \(error.message); check the network")
        }
    }

    private func entra(_ entra: EntraSettings) async -> Finding {
        do {
            let response = try await get(entra.metadata.description)
            guard response.status == 200 else {
                return Finding(
                    "entra", wrong: "\(entra.metadata) answered \(response.status); check tenant and metadata")
            }
            return Finding("entra", good: "\(entra.metadata) answers")
        } catch {
            return Finding("entra", wrong: "\(entra.metadata) did not answer: \(error.message); check the network")
        }
    }

    private func source(_ source: EventSourceSettings) async -> Finding {
        do {
            return Finding("source \(source.name)", good: try await source.feed().check())
        } catch {
            return Finding("source \(source.name)", wrong: "\(error); check \(source.origin.kind) of its settings")
        }
    }

    private func get(_ url: String) async throws(HTTPTransportError) -> HTTP.Response {
        try await transport.send(HTTP.ClientRequest(url: url, timeout: .seconds(10), maxResponseBytes: 8 << 20))
    }
}
