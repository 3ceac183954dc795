# What is due soon, late or stands still for too long

lamps-nav = Lamps
lamps-title = { $list }: { $place }
lamps-lists = Which lamps
lamps-list-due-soon = Due soon
lamps-list-overdue = Overdue
lamps-list-promised-overdue = Past the promise
lamps-list-step-overdue = Past the limit of a step
lamps-list-statutory-overdue = Past the statutory limit
lamps-list-paused-long = Paused too long
lamps-list-coming = Runs out within seven days
lamps-note-due-soon = One working day is left, or nine tenths of the time are used.
lamps-note-overdue = A limit has run out that the agency promised or set itself. The law’s own has not.
lamps-note-promised-overdue = The promised time has run out. Some of these are past the statutory limit too.
lamps-note-step-overdue = A step has taken longer than its own limit, whether or not the whole case is in time.
lamps-note-statutory-overdue = The time that the law gives has run out.
lamps-note-paused-long = The announced end of the pause has passed, or the pause began more than { $days } days ago.
lamps-note-coming = The promised or the statutory time of these cases runs out unless they are concluded first.
lamps-to-forecast = See what runs out in the next seven days
lamps-day = Runs out on
lamps-all-days = Show all seven days
lamps-none = No case is on this list
lamps-filter = Show
lamps-clear = Show the whole area
lamps-held = With
lamps-nobody = Nobody has taken it
lamps-clock = Time limit and its last day
lamps-forecast-title = What turns red this week: { $place }
lamps-forecast-note = Cases whose promised or statutory time runs out on each of the next seven days, unless they are concluded first. A case that has both run out on different days is counted on each.
lamps-forecast-chart = Cases that run out, day by day
lamps-forecast-day = Day
lamps-forecast-cases = Cases
lamps-forecast-by-agency = By agency
lamps-forecast-none = Nothing runs out in the next seven days
lamps-export-officer = With
lamps-export-clock = Time limit
lamps-export-due = Last day
lamps-export-explained = Explanation

turn-title = History of the lamps
turn-all = See each turn of the lamp and what was said to it
turn-note = When the lamp turned, who had the case, who saw it first, what the agency said, what supervision ordered and whether it took the warning off. To take a warning off ends the ladder for it. The case stays late, and every figure and score counts it so.
turn-told = { $clock }, lamp turned { $at }
turn-held = With { $name }
turn-stands = Still on
turn-over = Over
turn-cleared = Taken off
turn-cleared-by = Taken off
turn-explained = Explained
turn-unexplained = Not explained
turn-explain-by = explain it by { $day }
turn-explain = Say why it ran out
turn-clear = Take this warning off
turn-seen = First seen by
turn-unseen = Nobody has seen it
turn-ordered = Ordered by the ladder
turn-desk = Why time limits ran out
turn-desk-whole = Time limits of your agency that have run out and that nobody has explained. Whoever had the task can say why, and so can you.
turn-desk-own = Time limits that ran out while you had the task, and that nobody has explained.
turn-desk-none = Nothing waits for an explanation
turn-clock = Time limit
turn-crossed = Lamp turned
turn-holder = With
turn-due = Explain by

ladder = How the ladder of supervision climbs
ladder-after = If it still runs { $days ->
    [one] one working day
   *[other] { $days } working days
} later:
ladder-tells-handler = Whoever has the task is told by mail.
ladder-tells-head = The head of the agency is told by mail.
ladder-explain = The agency says why within { $days ->
    [one] one working day
   *[other] { $days } working days
}.
ladder-order = { $instrument } sent automatically, to be answered within { $days ->
    [one] one working day
   *[other] { $days } working days
}.
ladder-basis = Rests on: { $basis }
ladder-said-reminder = { $clock } ended on { $day }, and what it waits for is still not done. Please get on with it, and answer within { $days ->
    [one] one working day
   *[other] { $days } working days
}.
ladder-said-order = { $clock } ended on { $day }, and what it waits for is still not done. Work it at once, find out why it is late, and answer within { $days ->
    [one] one working day
   *[other] { $days } working days
}.
ladder-said-correction = { $clock } ended on { $day }, and what it waits for is still not done. Put this right at once, and answer within { $days ->
    [one] one working day
   *[other] { $days } working days
}.
ladder-said-recommendation = { $clock } ended on { $day }, and what it waits for is still not done. Decide it as the law demands, find out why and by whose fault it is late, say what you change, and answer within { $days ->
    [one] one working day
   *[other] { $days } working days
}.
