package import HTTPKit
internal import ServiceKit

extension TeamsService {
    /// Reads the workspace or the data file.
    /// - Parameters:
    ///   - address: where requests come from: it stands in every `serviceUrl`, and need not be an open port.
    ///   - transport: the way to bots. It gets requests to this machine alone.
    ///   - controlToken: what the control plane asks for; nil when nobody but this machine can call.
    /// - Throws: ``LocalTeamsError``, whose message names the option to change.
    package convenience init(
        _ options: TeamsServiceOptions, address: HTTP.Address, transport: any HTTPTransport, controlToken: String? = nil
    ) async throws(LocalTeamsError) {
        try await self.init(options, address: address, transport: transport, controlToken: controlToken, keys: nil)
    }

    /// - Parameters:
    ///   - given: the signing keys; without any those of the data file or the key file, or a new one.
    ///   - shared: the virtual clock; without one a clock of its own. It is set to where the world stands.
    convenience init(
        _ options: TeamsServiceOptions, address: HTTP.Address, transport: any HTTPTransport, controlToken: String?,
        keys given: KeyRing?, clock shared: WorldClock? = nil
    ) async throws(LocalTeamsError) {
        let store = try options.data.map { path throws(LocalTeamsError) in try WorldStore(path: path) }
        let start = try await WorldStart(options, store: store, address: address.description)
        let keys: KeyRing
        if let given { keys = given } else { keys = try await KeyRing(options, store) }
        let isVirtual = start.world.clock.mode == .virtual
        let clock = shared ?? WorldClock(stoppedAt: isVirtual ? start.world.now : nil)
        clock.set(start.world.now)
        self.init(
            Parts(
                start: start, store: store, keys: keys,
                clock: clock, transport: transport,
                logger: options.logger, controlToken: controlToken, authentication: options.authentication),
            address: address)
    }
}

extension KeyRing {
    /// The keys of the data file, else that of the key file, else a new one, which is kept where there is a place.
    fileprivate convenience init(_ options: TeamsServiceOptions, _ store: WorldStore?) async throws(LocalTeamsError) {
        do {
            var keys = try await store?.keys() ?? []
            if keys.isEmpty {
                let file = options.keyFile.map { KeyFile(path: $0) }
                keys = [try file?.read() ?? file?.make() ?? KeyRing.generate()]
                for key in keys { try await store?.add(key) }
            }
            try self.init(keys: keys)
        } catch let error as LocalTeamsError {
            throw error
        } catch {
            throw LocalTeamsError(.noKey, "A signing key could not be made: \(error)")
        }
    }
}
