/// What dialogs use to order their triggers; in a card they change nothing.
enum TriggerFunctions {
    static let table = [
        Builtin("ignore", 1) { (_, arguments) throws(Failure) in arguments[0] },
        Builtin("optional", 1) { (_, _) throws(Failure) in .bool(true) },
    ]
}
