/// What can become of a team.
enum TeamEvent: String {
    case renamed = "teamRenamed"
    case archived = "teamArchived"
    case unarchived = "teamUnarchived"
    case deleted = "teamDeleted"
    case restored = "teamRestored"
    case hardDeleted = "teamHardDeleted"
}
