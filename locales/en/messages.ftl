# Room: the reader's message box, and how messages come. Keys begin with "messages-".

messages-nav = My messages
messages-nav-unread = My messages ({ $count ->
    [100] 99+
   *[other] { $count }
} unread)
messages-title = My messages
messages-none = No messages yet. When something happens to your application, we tell you here.
messages-unread = Unread
messages-read-all = Mark all as read
messages-choose = Choose how messages reach you
messages-what-next = What to do next

messages-choices-title = How messages reach you
messages-choices-saved = Your choices are saved
messages-choices-lede = All messages are kept in “My messages”. You can choose which of them also come by mail or text message.
messages-choices-nowhere = We have no mail address of yours and no phone number that we can use, so messages are only kept in “My messages”.
messages-choices-must = What we have to tell you
messages-choices-must-why = These are about your time limits or your rights and can’t be turned off. You can choose between mail and text message.
messages-choices-may = What you can choose
messages-by-mail = By mail ({ $address })
messages-by-sms = By text message ({ $address })
messages-by-box = Only in “My messages”

messages-topic-corrections = Corrections
messages-topic-corrections-hint = What to correct and by when. After the last day your application is returned.
messages-topic-decisions = Decisions and delivery
messages-topic-decisions-hint = Granted or refused, licence issued, delivered, revoked. The time to appeal counts from delivery.
messages-topic-notices = Acceptance, pauses and extensions
messages-topic-notices-hint = The law has the agency tell you in writing (Administrative Licensing Law, articles 32, 42 and 45).
messages-topic-progress = Progress
messages-topic-progress-hint = Application or corrections received, clock running again, passed on, dates moved.
messages-topic-replies = Answers
messages-topic-replies-hint = Answers to your questions, complaints and ratings.
messages-topic-drafts = Drafts
messages-topic-drafts-hint = A reminder before an application that you did not send is deleted.
messages-topic-licences = Licences that end
messages-topic-licences-hint = When you can renew a licence, and shortly before it ends.

messages-stop-title = Stop mail about “{ $topic }”
messages-stop = When you press the button, we send you no more mail about “{ $topic }”.
messages-stop-rest = All other mail stays as it is. These messages are still kept in “My messages”.
messages-stop-confirm = Stop
messages-stopped-title = Mail about “{ $topic }” is stopped
messages-stopped = We send you no more mail about “{ $topic }”. If it was not you who stopped it, you can undo it.
messages-resume = Send it again

# A message in the other language
messages-sent-zh-cn = We sent this message in Chinese.
messages-sent-en = We sent this message in English.
