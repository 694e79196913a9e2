/// How the deliveries to a bot are signed. All but `valid` are for tests of the bot's defences.
enum SendMode: String, CaseIterable, Sendable {
    case valid
    case none
    case expired
    case wrongAudience
    case wrongServiceUrl
    case wrongKey
    case unknownKey
}
