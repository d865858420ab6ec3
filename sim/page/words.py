"""Words of the page, by the names under which its scripts ask for them."""

from __future__ import annotations

from typing import Final

from sim.app.words.unbroken import unbroken
from sim.vocabulary.text import Text

TITLE: Final = Text("Alone or together?", "Seuls ou ensemble?")

WORDS: Final[dict[str, Text]] = {
    "title": TITLE,
    "other_language": Text("Français", "English"),
    "case": Text("Case", "Cas"),
    "parts": Text("Parts of this page", "Parties de cette page"),
    "tab_play": Text("Play", "Jouer"),
    "tab_happened": Text("Result", "Bilan"),
    "tab_whatif": Text("What if?", "Et si?"),
    "tab_why": Text("Why?", "Pourquoi?"),
    "tab_all": Text("Everything", "Tout"),
    "fictional": Text("The organizations are fictional.", "Les organisations sont fictives."),
    # play
    "lead": Text(
        "You run one of these {n} organizations. Once a year you answer one question: pay for it alone, or share the "
        "cost with others?",
        "Vous dirigez une de ces {n} organisations. Une fois par an, vous répondez à une question : payer seul, ou "
        "partager les frais avec d'autres?",
    ),
    "which": Text("Which one is yours?", "Laquelle est la vôtre?"),
    "employees": Text("{name} ({n} employees)", "{name} (équipe de {n})"),
    "costs_alone": Text(
        "{resource}: alone, you would pay about {x} a month.",
        "{resource} : seule, votre organisation paierait environ {x} par mois.",
    ),
    "does_without": Text(
        "{resource}: alone, yours does without; what it misses is worth about {x} a month.",
        "{resource} : seule, la vôtre s'en passe; ce qui lui manque vaut environ {x} par mois.",
    ),
    "worth_per_month": Text(
        "do without: what you miss is worth {x} a month", "s'en passer : ce qui vous manque vaut {x} par mois"
    ),
    "start": Text("Start", "Commencer"),
    "several": unbroken("We are several: pass the phone", "Nous sommes plusieurs : passons-nous le téléphone"),
    "several_title": Text("Around the table", "Autour de la table"),
    "several_lead": Text(
        "Each of you runs one organization. Once a year the phone goes around: look at your bill, choose without a "
        "word, pass it on. The other organizations decide by the rules of the model.",
        "Chaque personne dirige une organisation. Une fois par an, le téléphone fait le tour : regardez votre facture, "
        "choisissez sans rien dire, passez-le. Les autres organisations décident selon les règles du modèle.",
    ),
    "several_which": Text("Which ones are yours? Two to six.", "Lesquelles sont les vôtres? De deux à six."),
    "one_player": Text("One person plays", "Une seule personne joue"),
    "your_turn": Text(
        "Year {y}: pass the phone. {name}, it is your turn.", "Année {y} : passez le téléphone. {name}, c'est à vous."
    ),
    "my_turn": Text("Show my bill", "Voir ma facture"),
    "bet": Text("First, a bet", "D'abord, un pari"),
    "bet_question": unbroken(
        "Starting together costs money. When will the group have made it back?",
        "Se lancer ensemble coûte de l'argent. Quand le groupe sera-t-il rentré dans ses frais?",
    ),
    "bet_year": Text("Year {n}", "An {n}"),
    "bet_never": Text("Never", "Jamais"),
    "choose": Text("Year {y}: alone or together?", "Année {y} : seuls ou ensemble?"),
    "alone": Text("Alone", "Seuls"),
    "together": Text("Together", "Ensemble"),
    "stay": Text("Stay together", "Rester ensemble"),
    "leave": Text("Leave the group", "Quitter le groupe"),
    "per_month": Text("{x} a month", "{x} par mois"),
    "first_then": Text("{x} a month at first, then {y}", "{x} par mois au début, puis {y}"),
    "now_then": Text("{x} a month now, then {y}", "{x} par mois maintenant, puis {y}"),
    "to_enter": Text("and {x} to get in, once", "et {x} pour entrer, une fois"),
    "with_others": Text("with {n} others", "avec {n} autres"),
    "with_one": Text("with one other", "avec une autre"),
    "nobody_yet": Text(
        "Nobody wants to, or can, for now. You join as soon as somebody does.",
        "Personne ne le veut ou ne le peut pour l'instant. Vous entrerez dès que ce sera possible.",
    ),
    "bound": Text("You are committed until month {m}.", "Votre organisation est engagée jusqu'au mois {m}."),
    "others_decide": Text(
        "The others decide for themselves, by the rules of the model.",
        "Les autres décident par elles-mêmes, selon les règles du modèle.",
    ),
    "skip": Text("Skip ahead", "Passer"),
    "month": Text("Month {m}", "Mois {m}"),
    "in_pool": Text("Together: {names}", "Ensemble : {names}"),
    "in_pool_none": Text("Nobody pools yet.", "Personne ne partage encore."),
    "you": Text("you", "vous"),
    "cash": Text("Your cash: {x}", "Votre encaisse : {x}"),
    "your_gain": Text("Your gain since the start", "Votre gain depuis le début"),
    "so_far": Text("So far: {x} compared with being alone", "Jusqu'ici : {x} par rapport à rester seuls"),
    "named": Text("{name}: {x}", "{name} : {x}"),
    "closed": Text(
        "Your organization has closed: its cash ran out.", "Votre organisation a fermé : l'encaisse est vide."
    ),
    "closed_ones": Text("Closed for want of cash: {names}", "Fermées, faute d'encaisse : {names}"),
    "gains_of_each": Text("What each of you has gained", "Ce que chacune des vôtres a gagné"),
    "best_of": Text("The best for it", "Le mieux pour elle"),
    "hindsight_each": Text(
        "For each of you, all {n} ways to choose were played over again, with the same luck and with the choices that "
        "the others of you made. The best for each:",
        "Pour chacune des vôtres, les {n} façons de choisir ont été rejouées avec le même hasard et avec les choix de "
        "vos autres organisations. Le mieux pour chacune :",
    ),
    "the_end": Text("Five years have passed.", "Cinq ans ont passé."),
    "years_end": Text("{n} years have passed.", "{n} ans ont passé."),
    "see_what": Text("See what happened", "Voir ce qui s'est passé"),
    "again": Text("Play again", "Rejouer"),
    "stage": Text(
        "The organizations, alone around and together in the middle",
        "Les organisations, seules autour et ensemble au milieu",
    ),
    # what happened
    "happened": Text("What happened", "Ce qui s'est passé"),
    "not_played": Text(
        "Play first: then this part shows your game.", "Jouez d'abord : cette partie montrera ensuite votre partie."
    ),
    "to_play": Text("Go and play", "Aller jouer"),
    "your_j": Text("Your J: what you gained, month by month", "Votre J : ce que vous avez gagné, mois après mois"),
    "group_j": Text("The group's J: all organizations together", "Le J du groupe : toutes les organisations"),
    "the_bet": Text("Your bet: {words}", "Votre pari : {words}"),
    "bet_right": Text("{real}, and you were right!", "{real}, et vous aviez raison!"),
    "bet_was": Text("{bet}. It was {real}.", "{bet}. C'était {real}."),
    "bet_missed": Text("{bet}. The group did not make it.", "{bet}. Le groupe n'y est pas arrivé."),
    "year_word": Text("year {n}", "l'an {n}"),
    "never_word": Text("never", "jamais"),
    "you_end": Text("Your gain", "Votre gain"),
    "group_end": Text("The group's gain", "Le gain du groupe"),
    "you_worst": Text("Your lowest point", "Votre creux"),
    "group_worst": Text("The group's lowest point", "Le creux du groupe"),
    "worst_was": Text("at worst {x}, in month {m}", "au pire {x}, au mois {m}"),
    "after_months": Text("after {m} months", "après {m} mois"),
    "in_month": Text("in month {m}", "au mois {m}"),
    "compared": Text(
        "Compared with staying alone through the same months: the same needs, the same luck.",
        "Par rapport à rester seuls pendant les mêmes mois : mêmes besoins, même hasard.",
    ),
    "hindsight": Text("Your best choices, in hindsight", "Vos meilleurs choix, après coup"),
    "hindsight_is": Text(
        "All {n} ways to choose were played over again, with the same luck; the others reacted to each. The best for "
        "you:",
        "Les {n} façons de choisir ont été rejouées avec le même hasard; les autres ont réagi à chacune. La meilleure "
        "pour vous :",
    ),
    "choices": Text("Choices", "Choix"),
    "yours": Text("Yours", "Les vôtres"),
    "best": Text("The best", "Les meilleurs"),
    "always_together": Text("Always together", "Toujours ensemble"),
    "always_alone": Text("Always alone", "Toujours seuls"),
    "gain": Text("Gain", "Gain"),
    "best_groups": Text("The best groups", "Les meilleurs groupes"),
    "best_groups_are": Text(
        "Once start-up trouble is over, the {n} save most this way: {names} together, the others alone. It "
        "saves {x} a month.",
        "Une fois le démarrage passé, c'est ainsi que les {n} épargnent le plus : {names} ensemble, les autres seules. "
        "On épargne alors {x} par mois.",
    ),
    "best_groups_all": Text(
        "Once start-up trouble is over, the {n} save most when all pool together: {x} a month.",
        "Une fois le démarrage passé, c'est toutes ensemble que les {n} épargnent le plus : {x} par mois.",
    ),
    "best_groups_none": Text("No group of these saves anything.", "Aucun groupe n'épargne quoi que ce soit."),
    "computing": Text("One moment…", "Un instant…"),
    # what if
    "whatif_lead": Text(
        "Move a lever. Fifty possible futures are played again at once; the grey line stays where it was.",
        "Déplacez un levier. Cinquante avenirs possibles se rejouent aussitôt; la ligne grise reste où elle était.",
    ),
    "lever_members": Text("How many may pool", "Combien peuvent partager"),
    "lever_setup": Text("Cost of founding and joining", "Coût pour fonder et entrer"),
    "lever_friction": Text("Start-up trouble", "Ennuis de démarrage"),
    "lever_subsidy": Text("Start-up subsidy", "Subvention de démarrage"),
    "lever_trust": Text("Trust", "Confiance"),
    "lever_sharing": Text("How bills are shared", "Comment on partage la facture"),
    "lever_how": Text("How they decide", "Comment on décide"),
    "lever_facilitator": Text("A facilitator helps", "Une personne accompagne le groupe"),
    "lever_shirk": Text("Who leaves the work to the others", "Qui laisse le travail aux autres"),
    "shirk_done": Text("nobody: the work gets done", "personne : le travail se fait tout seul"),
    "shirk_nobody": Text("nobody: each does as the others", "personne : chacune fait comme les autres"),
    "lever_check": Text("The group checks, and fines", "Le groupe vérifie et pénalise"),
    "effort_is": Text(
        "All pool here from the first month on, so that nothing but effort differs. Assumed: without any effort, the "
        "service costs {x} more. Each mostly does as the others do; one that leaves the work to them does only what "
        "pays for itself.",
        "Ici, toutes mutualisent dès le premier mois : seul l'effort change. Hypothèse : sans aucun effort, le service "
        "coûte {x} de plus. Chacune fait surtout comme les autres; celle qui leur laisse le travail ne fait que ce qui "
        "l'avantage.",
    ),
    "effort_end": Text("Effort at the end", "Effort à la fin"),
    "how_case": Text("as in the case", "comme dans le cas"),
    "how_laissez": Text("laissez-faire: each for itself, one year ahead", "laisser-faire : chacun pour soi, à un an"),
    "how_together": Text(
        "doing it together: five years ahead, and for the others", "faire ensemble : à cinq ans, et pour les autres"
    ),
    "times": Text("× {x}", "× {x}"),
    "reset": Text("Put the levers back", "Remettre les leviers en place"),
    "group_gain": Text("Gain of all organizations", "Gain de toutes les organisations"),
    "median": Text("middle of 50 futures", "milieu de 50 avenirs"),
    "before": Text("before", "avant"),
    "band": Text("8 futures in 10", "8 avenirs sur 10"),
    "breaks_even": Text("Back in the black", "Rentré dans ses frais"),
    "no_break_even": Text("not within {n} years", "pas en {n} ans"),
    "no_loss": Text("from the start", "dès le début"),
    "pooling": Text("Together at the end", "Ensemble à la fin"),
    "out_of": Text("{k} of {n}", "{k} sur {n}"),
    "behind": Text("Left behind", "Laissées pour compte"),
    "paths": Text("Two ways to decide, with these levers", "Deux façons de décider, avec ces leviers"),
    "path_laissez": Text("Laissez-faire", "Laisser-faire"),
    "path_together": Text("Doing it together", "Faire ensemble"),
    "path_alone": Text("Each alone", "Chacun de son côté"),
    # why
    "why_lead": Text(
        "Each bar is one reason: how much it adds to the gain of all, or takes away, on average over every order in "
        "which the reasons could be added. The bars add up to the gain.",
        "Chaque barre est une raison : ce qu'elle ajoute au gain de toutes ou lui enlève, en moyenne sur tous les "
        "ordres dans lesquels on pourrait ajouter les raisons. La somme des barres est le gain.",
    ),
    "why_total": Text("Gain of all", "Gain de toutes"),
    "cannot": Text("What this cannot tell you", "Ce que cela ne peut pas vous dire"),
    "cannot_predict": Text(
        "It does not predict the future of any organization. It compares two ways of doing things: the same "
        "needs and the same luck, alone and together.",
        "Cela ne prédit l'avenir d'aucune organisation. On compare deux façons de faire : mêmes besoins et même "
        "hasard, seuls et ensemble.",
    ),
    "cannot_assume": Text(
        "How far people look ahead, how much they trust and what they do for each other are assumptions: nobody has "
        "measured them for these organizations.",
        "Jusqu'où on voit, à quel point on fait confiance et ce qu'on fait pour les autres sont des hypothèses : "
        "personne ne les a mesurés pour ces organisations.",
    ),
    "cannot_people": Text(
        "Friendships, conflicts, pride, good work and bad days are not in it.",
        "Les amitiés, les conflits, la fierté, le travail bien fait et les mauvais jours n'y sont pas.",
    ),
    "sources": Text("Where the numbers come from", "D'où viennent les chiffres"),
    "assumption": Text("assumption", "hypothèse"),
    # everything
    "all_lead": Text(
        "Every number of this case that can be changed here. Changes act on all parts of this page.",
        "Tous les nombres de ce cas qu'on peut changer ici. Les changements agissent sur toutes les parties de cette "
        "page.",
    ),
    "search": Text("Search", "Chercher"),
    "parameter": Text("Parameter", "Paramètre"),
    "value": Text("Value", "Valeur"),
    "allowed": Text("Allowed", "Permis"),
    "undo": Text("Undo all changes", "Annuler tous les changements"),
    "changed": Text("{n} changed", "Valeurs changées : {n}"),
    "copy_link": Text("Copy a link with these changes", "Copier un lien avec ces changements"),
    "copied": Text("Copied.", "Copié."),
    "download": Text("Download as a scenario (TOML)", "Télécharger comme scénario (TOML)"),
    "toml_note": Text(
        "Then: faire-ensemble run {own}. It gives the same numbers as this page.",
        "Ensuite : faire-ensemble run {own}. On obtient les mêmes nombres que dans cette page.",
    ),
    "toml_beside": Text(
        "Save it beside {file}, then: faire-ensemble run {own}. It gives the same numbers as this page.",
        "Enregistrez-le à côté de {file}, puis : faire-ensemble run {own}. Il donne les mêmes nombres que cette page.",
    ),
    "bad_value": Text("Allowed: {allowed}.", "Permis : {allowed}."),
    "bad_link": Text(
        "The link asked for something that this page does not allow, and that was left out: {what}",
        "Le lien demandait quelque chose que cette page ne permet pas; cela a été laissé de côté : {what}",
    ),
    # without WebAssembly
    "cannot_play": Text(
        "This browser cannot play: it does not run WebAssembly, or not in a file on disk. The results below are those "
        "of the same model.",
        "Ce navigateur ne peut pas jouer : il n'exécute pas WebAssembly, ou pas dans un fichier local. Les résultats "
        "ci-dessous viennent du même modèle.",
    ),
}

NO_SCRIPTS: Final = Text(
    "Scripts do not run here: this page shows results, but does not play. On an iPhone or iPad, open it from a link "
    "instead of from a file.",
    "Les scripts ne s'exécutent pas ici : cette page montre des résultats, mais ne joue pas. Sur un iPhone ou un iPad, "
    "ouvrez-la par un lien plutôt que comme fichier.",
)
MADE_WITH: Final = Text("Made with faire-ensemble {version}.", "Faite avec faire-ensemble {version}.")
