package import HTTPKit

extension Connector {
    /// The most times that a file may have moved.
    private static let maxMoves = 5

    /// What stands at `address`. The bot's token goes to a service of the cloud alone, and to none that it sends to.
    ///
    /// - Throws: ``FileTransferError``.
    package func download(_ address: String, mayCarryToken: Bool, maxBytes: Int) async throws -> HTTP.Response {
        var place = try fileAddress(address)
        for move in 0...Self.maxMoves {
            let request = HTTP.ClientRequest(url: place.description, maxResponseBytes: maxBytes)
            let response = try await exchange.send(request, to: place, mayCarryToken: mayCarryToken && move == 0)
            guard [301, 302, 303, 307, 308].contains(response.status) else { return response }
            guard let location = response.fields["Location"] else { return response }
            place = try fileAddress(location.hasPrefix("/") ? place.origin + location : location)
        }
        throw FileTransferError(message: "the file has moved more than \(Self.maxMoves) times")
    }

    /// Puts a part of a file where it belongs. The address is its own permission, so that no token goes along.
    /// - Parameter start: how many bytes of the file went before.
    package func upload(
        _ part: ArraySlice<UInt8>, from start: Int, of count: Int, to address: String
    ) async throws -> HTTP.Response {
        let place = try fileAddress(address)
        var request = HTTP.ClientRequest(method: "PUT", url: place.description, body: Array(part))
        request.timeout = .seconds(120)
        request.fields["Content-Type"] = "application/octet-stream"
        request.fields["Content-Range"] = "bytes \(start)-\(start + part.count - 1)/\(count)"
        return try await exchange.send(request, to: place, mayCarryToken: false)
    }

    /// An address of a file: `https`; on this machine only where the service is on it too, so that nobody sends the bot
    /// to what this machine shows to itself alone.
    private func fileAddress(_ text: String) throws -> HTTP.Address {
        let address: HTTP.Address
        do {
            address = try HTTP.Address(text)
        } catch {
            throw FileTransferError(message: "the address of the file \(error.reason)")
        }
        guard address.isLoopback ? cloud.isLocal : address.isSecure else {
            throw FileTransferError(message: "the address of the file is not https, or is on this machine")
        }
        return address
    }
}
