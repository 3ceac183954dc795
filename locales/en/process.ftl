# How a case is handled: the drawing and the same in words.

process-title = { $name }: how it is handled
process-about = { $count ->
    [one] One step
   *[other] { $count } steps
}, from top to bottom. “In words” below the picture says the same.
process-scroll = Picture of the process; scroll sideways to see all of it
process-in-words = In words
process-start = Acceptance
process-end = Concluded
process-if-needed = If needed
process-one-of = One of these, depending on the case
process-together = At the same time
process-join-all = Goes on when all are done
process-join-any = Goes on when one is done; the others stop
process-join-count = Goes on when { $count } are done; the others stop
process-join-first-act = The first one acted on goes on; the others stop
process-condition = Condition met
process-condition-of = Condition { $place } met
process-otherwise = Otherwise
process-later = After the conclusion
process-people = { $count } people together
process-other-agency = Another agency
process-agency-level = { $agency } ({ $level })
process-agency-elsewhere = { $agency }, chosen place
process-level-province = province
process-level-prefecture = prefecture
process-level-county = county
process-level-township = township
process-level-village = village

# Where a case stands
process-done = Done
process-here = Now here
process-to-come = To come
process-passed-by = Not taken

# The words
process-and = ,{" "}
process-colon = :{" "}
process-open = {" "}(
process-close = )
process-depends = Depending on: { $name }
process-goes-to = {": go to “"}{ $next }”
process-goes-back = {": back to “"}{ $next }”
process-ends = {": concluded"}
process-arrives = {": this part is done"}
process-cancels = {"; the other parts stop"}
process-apart = Not for anybody who worked on: { $steps }.
process-silence = If nobody acts in time it counts as “{ $outcome }”.

# What shapes and lines mean
process-key-choice = Depends on a condition
process-key-back = Back, to be done again
process-key-give-up = The other parts stop
process-key-end = Concluded here

# Agencies by what they do
function-civil-affairs = Civil affairs
function-civil-defence = Civil defence
function-disabled-federation = Disabled persons’ federation
function-ecology-environment = Ecology and environment
function-fire-rescue = Fire and rescue
function-government = People’s government
function-government-services = Government services
function-health = Health
function-housing-construction = Housing and construction
function-human-resources = Human resources and social security
function-market-supervision = Market supervision
function-medical-insurance = Medical insurance
function-meteorology = Meteorology
function-natural-resources = Natural resources
function-procuratorate = Procuratorate
function-public-security = Police
function-supervision = Supervision of government services
function-tax = Tax
function-township-service = Township service centre
function-transport = Transport
function-urban-management = Urban management
function-village-service = Village service point
function-water-resources = Water resources
