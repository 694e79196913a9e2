internal import SQLCore

/// What libpq says when there is no connection, as an error. It gives a text alone, in which the server's SQLSTATE
/// stands when it is asked to be verbose: `connection to server … failed: FATAL:  53300: sorry, too many clients
/// already` with a second line that names a place in the server's source.
enum ConnectFailure {
    static func error(_ text: String, to address: PostgresAddress) -> StoreError {
        let hidden = address.password?.hidden(in: text) ?? text
        let lines = hidden.split(whereSeparator: \.isNewline)
            .filter { !$0.hasPrefix("LOCATION:") }.map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
        let said = lines.joined(separator: "; ")
        let state = lines.lazy.compactMap(sqlState(in:)).first
        let code = code(state, said)
        let advice =
            switch code {
            case .tooManyConnections: "raise max_connections of the server, or use fewer connections"
            case .accessDenied: "check the user, the password, the files of TLS and the server's pg_hba.conf"
            case .cannotOpen: "make the database, or correct its name"
            default: "check that it runs there"
            }
        return StoreError(code, "no connection to \(address): \(said); \(advice)")
    }

    private static func code(_ state: String?, _ text: String) -> StoreError.Code {
        if let state { return StoreError.Code(sqlState: state, message: text) }
        // What libpq itself finds wrong with TLS and passwords has no SQLSTATE.
        let isOurs = ["SSL", "certificate", "password", "authentication"].contains { text.contains($0) }
        return isOurs && !text.contains("SYSCALL") ? .accessDenied : .unreachable
    }

    /// The five letters after a severity: `FATAL:  53300: `.
    private static func sqlState(in line: Substring) -> String? {
        for part in line.split(separator: ":").dropFirst() {
            let word = part.trimmingSpaces()
            if word.utf8.count == 5, word.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }),
                word.utf8.contains(where: { (0x30...0x39).contains($0) })
            {
                return String(word)
            }
        }
        return nil
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> Substring {
        var text = self
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
