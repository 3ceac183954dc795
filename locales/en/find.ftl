# Finding an item, and where.

find-here = You are in:
find-change = Change
find-change-what = {" "}your area
find-choose = Choose your area to see what you can apply for, and from whom
find-call = Call { $number }
find-at = Handled by { $agency }
find-and = {" "}and{" "}
find-elsewhere = Not available in { $here }. So far only in { $places }
find-suspended = You cannot apply for this now: { $reason }
find-suspended-until = You cannot apply for this until after { $until }: { $reason }
find-nowhere = Not available in { $here } yet
find-facet-place = Where
find-facet-here = Available in my area
find-shown = These are results { $from } to { $to }, the closest first. Use more exact words, or narrow the results.
find-narrowed-away = Nothing that you searched for is in this group
find-unnarrowed = See the results in all groups
find-division-title = Choose your area
find-division-lede = You only do this once. We remember it for a year, and you need not sign in. Agencies, addresses and what is available are then shown for your area.
find-division-now = Now:
find-division-whole = Choose { $place }
find-division-all = No area
find-division-unknown = Choose an area from the list below
find-browse = See all services by topic
find-others = What people come for most
