internal import JSONKit

/// The query options of a request to Microsoft Graph.
struct GraphQuery: Sendable, Equatable {
    /// What a kind of resource lets ask for.
    struct Options: Sendable {
        /// The paths that `$filter` may name.
        var filter: [String] = []
        /// The properties that `$select` may name.
        var select: [String] = []
        /// What `$expand` may name.
        var expand: [String] = []
        /// Whether the answer comes in pages: `$top`, `$skiptoken`.
        var pages = false
        /// Whether `$count=true` is answered.
        var count = false

        static let none = Options()

        /// The names that stand for something here.
        fileprivate var names: [String] {
            (filter.isEmpty ? [] : ["filter"]) + (select.isEmpty ? [] : ["select"])
                + (expand.isEmpty ? [] : ["expand"]) + (pages ? ["top", "skiptoken"] : []) + (count ? ["count"] : [])
        }
    }

    var filter: GraphFilter?
    /// Nil for the usual properties.
    var select: [String]?
    var expand: Set<String> = []
    var top = usualPage
    /// How far the pages before this one went.
    var skip: Int?
    var count = false

    static let usualPage = 100
    static let maxPage = 999

    init() {}

    /// - Parameter items: names and values. The `$` before a name may be left out, as in Graph.
    init(_ items: [(name: String, value: String)], _ options: Options) throws(Refusal) {
        var seen: Set<String> = []
        for (written, value) in items {
            let name = (written.hasPrefix("$") ? String(written.dropFirst()) : written).lowercased()
            guard options.names.contains(name) else {
                let known = options.names.map { "$\($0)" }.joined(separator: ", ")
                throw .badGraphRequest(
                    "The query option '\(written.prefix(60))' is not supported here"
                        + (known.isEmpty ? ", and no other is." : "; what is: \(known)."))
            }
            guard seen.insert(name).inserted else {
                throw .badGraphRequest("The query option '$\(name)' stands twice.")
            }
            try set(name, value, options)
        }
    }

    private mutating func set(_ name: String, _ value: String, _ options: Options) throws(Refusal) {
        switch name {
        case "filter": filter = try GraphFilter(value, properties: options.filter)
        case "select": select = try Self.names(in: value, of: options.select, option: "$select")
        case "expand": expand = Set(try Self.names(in: value, of: options.expand, option: "$expand"))
        case "top":
            guard let number = Int(value), (1...Self.maxPage).contains(number) else {
                throw .badGraphRequest("$top must be a whole number from 1 to \(Self.maxPage).")
            }
            top = number
        case "skiptoken":
            guard let number = Self.number(inToken: value) else {
                throw .badGraphRequest("The $skiptoken is none that was given out here.")
            }
            skip = number
        default:
            guard value == "true" || value == "false" else { throw .badGraphRequest("$count must be true or false.") }
            count = value == "true"
        }
    }

    /// The names of a list, as they are known.
    private static func names(in list: String, of known: [String], option: String) throws(Refusal) -> [String] {
        var names: [String] = []
        let parts = list.split(separator: ",", maxSplits: 100, omittingEmptySubsequences: false)
        for part in parts {
            let name = part.trimming { $0 == " " }
            guard let property = known.first(where: { $0.lowercased() == name.lowercased() }) else {
                throw .badGraphRequest(
                    "'\(name.prefix(60))' cannot stand in \(option) here; what can: \(known.joined(separator: ", ")).")
            }
            if !names.contains(property) { names.append(property) }
        }
        return names
    }

    /// What `$skiptoken` says to go on after `number`.
    static func token(_ number: Int) -> String { tokenMark + String(number, radix: 16) }

    private static let tokenMark = "after-"

    private static func number(inToken token: String) -> Int? {
        guard token.hasPrefix(tokenMark), let number = Int(token.dropFirst(tokenMark.count), radix: 16), number >= 0,
            token == Self.token(number)
        else { return nil }
        return number
    }
}

extension GraphQuery {
    /// The properties of a resource that were asked for.
    func selected(_ resource: JSONObject) -> JSONObject {
        guard let select else { return resource }
        return JSONObject(
            resource.filter { select.contains($0.name) || $0.name.hasPrefix("@") }.map { ($0.name, $0.value) })
    }
}

extension Substring {
    /// Without what `isLeftOut` at both ends.
    fileprivate func trimming(_ isLeftOut: (Character) -> Bool) -> Substring {
        var rest = drop(while: isLeftOut)
        while let last = rest.last, isLeftOut(last) { rest.removeLast() }
        return rest
    }
}
