internal import Foundation

/// What the `entityUrl` of a notification leads to, as the segments of Graph's path: `["chats", "19:…"]`.
struct EntityAddress: Sendable, Equatable {
    let path: [String]

    /// Nil for what is no address of Microsoft Graph, wherever that runs.
    init?(_ text: String) {
        let schemes = ["https://", "http://"]
        guard let scheme = schemes.first(where: { text.lowercased().hasPrefix($0) }) else { return nil }
        let rest = text.dropFirst(scheme.count).prefix { $0 != "?" && $0 != "#" }
        var segments = rest.split(separator: "/").dropFirst().compactMap { String($0).removingPercentEncoding }
        guard let version = segments.first?.lowercased(), version == "v1.0" || version == "beta", segments.count > 2
        else { return nil }
        segments.removeFirst()
        path = segments
    }

    /// Whether the path begins with these names, in whatever case.
    func begins(with names: String...) -> Bool {
        path.count >= names.count && zip(path, names).allSatisfy { $0.lowercased() == $1.lowercased() }
    }

    /// What stands behind a name.
    func value(after name: String) -> String? {
        guard let place = path.firstIndex(where: { $0.lowercased() == name }), place + 1 < path.count else {
            return nil
        }
        return path[place + 1]
    }
}
