/// What the bot says about opting out, in one language, and the words by which people tell it.
///
/// `{category}` stands for the category; in ``list`` for those that the person gets or does not get.
public struct OptOutWording: Sendable, Hashable {
    /// Before a category: wants no more of it.
    public var stop = "stop"
    /// Before a category: wants it again.
    public var start = "start"
    /// Behind ``stop`` and ``start``, in the place of a category: all of them.
    public var all = "all"
    /// Alone: asks what there is.
    public var list = "notifications"
    /// The title of the stock action.
    public var action = "Stop messages about {category}"
    /// The title of the stock action of a notification without a category.
    public var actionForAll = "Stop all notifications"
    /// What is said to somebody who opted out of one category.
    public var stopped = "You get no more messages about {category}. Write \"start {category}\" to get them again."
    /// What is said to somebody who opted out of all.
    public var stoppedAll = "You get no more notifications. Write \"start all\" to get them again."
    /// What is said to somebody who opted in again.
    public var started = "You get messages about {category} again. Write \"stop {category}\" to get no more."
    /// What is said to somebody who opted in to all again.
    public var startedAll = "You get all notifications again. Write \"stop all\" to get none."
    /// Before the categories that the person gets.
    public var gets = "You get messages about: {category}."
    /// Before the categories that the person does not get.
    public var getsNot = "You do not get messages about: {category}."
    /// When there are no categories yet.
    public var nothing = "There is nothing to stop yet."
    /// How to change it.
    public var hint = "Write \"stop\" or \"start\" and one of these words, or \"stop all\"."
    /// What is said when the wish could not be stored.
    public var failed = "That could not be stored just now. Please try again in a minute."

    /// In English.
    public init() {}

    /// The wording for a language by its tag; English for one that is not here.
    public static func standard(for locale: String?) -> OptOutWording {
        let language = locale?.lowercased().prefix { $0 != "-" && $0 != "_" }
        return language.flatMap { byLanguage[String($0)] } ?? OptOutWording()
    }

    func title(for category: String?) -> String {
        category.map { Self.filled(action, with: $0) } ?? actionForAll
    }

    static func filled(_ text: String, with category: String) -> String {
        text.replacing("{category}", with: category)
    }

    private static let byLanguage: [String: OptOutWording] = ["de": german, "fr": french, "es": spanish, "sv": swedish]

    private static let german: OptOutWording = {
        var words = OptOutWording()
        words.stop = "stopp"
        words.start = "start"
        words.all = "alles"
        words.list = "benachrichtigungen"
        words.action = "Keine Nachrichten mehr zu {category}"
        words.actionForAll = "Keine Benachrichtigungen mehr"
        words.stopped = "Sie erhalten nichts mehr zu {category}. Mit \"start {category}\" kommt es wieder."
        words.stoppedAll = "Sie erhalten keine Benachrichtigungen mehr. Mit \"start alles\" kommen sie wieder."
        words.started = "Sie erhalten wieder Nachrichten zu {category}. Mit \"stopp {category}\" enden sie."
        words.startedAll = "Sie erhalten wieder alle Benachrichtigungen. Mit \"stopp alles\" enden sie."
        words.gets = "Sie erhalten Nachrichten zu: {category}."
        words.getsNot = "Sie erhalten keine Nachrichten zu: {category}."
        words.nothing = "Es gibt noch nichts abzubestellen."
        words.hint = "Schreiben Sie \"stopp\" oder \"start\" und eines dieser Wörter, oder \"stopp alles\"."
        words.failed = "Das konnte gerade nicht gespeichert werden. Bitte versuchen Sie es in einer Minute noch einmal."
        return words
    }()

    private static let french: OptOutWording = {
        var words = OptOutWording()
        words.stop = "stop"
        words.start = "reprendre"
        words.all = "tout"
        words.list = "notifications"
        words.action = "Ne plus recevoir {category}"
        words.actionForAll = "Ne plus recevoir de notifications"
        words.stopped = "Vous ne recevrez plus rien sur {category}. Écrivez « reprendre {category} » pour y revenir."
        words.stoppedAll = "Vous ne recevrez plus de notifications. Écrivez « reprendre tout » pour y revenir."
        words.started = "Vous recevez de nouveau {category}. Écrivez « stop {category} » pour arrêter."
        words.startedAll = "Vous recevez de nouveau toutes les notifications. Écrivez « stop tout » pour arrêter."
        words.gets = "Vous recevez : {category}."
        words.getsNot = "Vous ne recevez pas : {category}."
        words.nothing = "Il n'y a encore rien à arrêter."
        words.hint = "Écrivez « stop » ou « reprendre » et l'un de ces mots, ou « stop tout »."
        words.failed = "Cela n'a pas pu être enregistré. Veuillez réessayer dans une minute."
        return words
    }()

    private static let spanish: OptOutWording = {
        var words = OptOutWording()
        words.stop = "parar"
        words.start = "reanudar"
        words.all = "todo"
        words.list = "notificaciones"
        words.action = "No recibir más {category}"
        words.actionForAll = "No recibir más notificaciones"
        words.stopped = "Ya no recibirá nada sobre {category}. Escriba \"reanudar {category}\" para volver."
        words.stoppedAll = "Ya no recibirá notificaciones. Escriba \"reanudar todo\" para recibirlas de nuevo."
        words.started = "Vuelve a recibir {category}. Escriba \"parar {category}\" para dejar de recibirlo."
        words.startedAll = "Vuelve a recibir todas las notificaciones. Escriba \"parar todo\" para no recibir ninguna."
        words.gets = "Recibe: {category}."
        words.getsNot = "No recibe: {category}."
        words.nothing = "Todavía no hay nada que parar."
        words.hint = "Escriba \"parar\" o \"reanudar\" y una de estas palabras, o \"parar todo\"."
        words.failed = "No se pudo guardar ahora. Inténtelo de nuevo en un minuto."
        return words
    }()

    private static let swedish: OptOutWording = {
        var words = OptOutWording()
        words.stop = "stopp"
        words.start = "start"
        words.all = "allt"
        words.list = "aviseringar"
        words.action = "Sluta skicka om {category}"
        words.actionForAll = "Sluta skicka aviseringar"
        words.stopped = "Du får inget mer om {category}. Skriv \"start {category}\" för att få det igen."
        words.stoppedAll = "Du får inga fler aviseringar. Skriv \"start allt\" för att få dem igen."
        words.started = "Du får meddelanden om {category} igen. Skriv \"stopp {category}\" för att sluta."
        words.startedAll = "Du får alla aviseringar igen. Skriv \"stopp allt\" för att sluta."
        words.gets = "Du får meddelanden om: {category}."
        words.getsNot = "Du får inte meddelanden om: {category}."
        words.nothing = "Det finns inget att stoppa än."
        words.hint = "Skriv \"stopp\" eller \"start\" och ett av orden, eller \"stopp allt\"."
        words.failed = "Det gick inte att spara just nu. Försök igen om en minut."
        return words
    }()
}
