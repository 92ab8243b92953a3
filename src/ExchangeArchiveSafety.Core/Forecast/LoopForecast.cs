namespace ExchangeArchiveSafety.Forecast;

/// <summary>Reads the facts of one mailbox, lets the loop run for each bound, and writes down what came of it.</summary>
internal sealed class LoopForecast
{
    private const int Weeks = 12;

    // Documented: smaller mailboxes are left alone unless somebody starts the assistant by hand.
    private const long SmallestMailbox = 10L * 1024 * 1024;

    // Documented in 2021, and nobody knows whether it still holds: a batch that nobody touches stops after so many days.
    private const int BatchDays = 60;

    // Documented: with them the first pass is done. Before that nobody can say how much is still to come.
    private static readonly HashSet<string> FirstPassDone = new(StringComparer.OrdinalIgnoreCase) { "Synced", "IncrementalSyncing", "IncrementalSynced", "Completing", "CompletionSynced" };

    private static readonly TimeSpan SyncsEvery = TimeSpan.FromHours(24);

    private static readonly ForecastBound[] Bounds = [ForecastBound.Low, ForecastBound.Likely, ForecastBound.High];

    private readonly JudgedMailbox _judged;
    private readonly MailAges _ages;
    private readonly AssistantRuns _runs;
    private readonly List<string> _missing;
    private readonly double _size;

    private LoopForecast(JudgedMailbox judged, MailAges ages, List<string> missing)
    {
        (_judged, _ages, _missing) = (judged, ages, missing);
        _runs = AssistantRuns.Of(judged, missing.Add);
        _size = ages.DueSize(judged.AsOfUtc);
        if (!Synced.IsKnown)
        {
            missing.Add(CoreMessages.ForecastNoSynced);
        }

        if (MayHaveRunBefore && OtherRuns > 0)
        {
            missing.Add(CoreMessages.ForecastOtherRuns);
        }

        if (_judged.Mailbox.ArchiveItemSize is { IsKnown: false })
        {
            missing.Add(CoreMessages.ForecastNoArchiveSize);
        }
    }

    private Mailbox Mailbox => _judged.Mailbox;

    private DateTime Begin => _judged.AsOfUtc;

    // Of all batches that bring mail to it.
    private Known<long> Synced => _judged.Migration.Records is { Count: > 0 } records && records.All(record => record.User.SyncedItemCount.IsKnown)
        ? records.Sum(record => MailAges.Believable(record.User.SyncedItemCount.Value))
        : default(Known<long>);

    /// <summary>The forecast; null where a first pass is not known to be done, or not even the number of items is known.</summary>
    public static ArchiveForecast? Of(JudgedMailbox judged)
    {
        var missing = new List<string>();
        return !IsPlausible(judged.AsOfUtc) || judged.Migration.Records.Any(record => record.Activity == MigrationActivity.StillSyncs && !FirstPassDone.Contains(record.User.Status.Or(null) ?? "")) ? null
            : MailAges.Of(judged, missing.Add) is { } ages ? new LoopForecast(judged, ages, missing).Forecast() : null;
    }

    // Within it every time of a forecast can be written down.
    private static bool IsPlausible(DateTime asOfUtc) => asOfUtc.Year is > 1900 and < 9000;

    private ArchiveForecast Forecast()
    {
        var ends = Enumerable.Range(1, Weeks).Select(week => Begin.AddDays(7 * week)).ToList();
        var courses = Bounds.Select(bound => Course(bound).Until(ends)).ToList();
        var suspended = Bounds.Select(bound => Suspended(bound).Until(ends)).ToList();
        var quota = Mailbox.ArchiveQuota.Or(null);
        var weeks = ends.Select((end, at) =>
        {
            var (archived, back, twice) = (Range(courses, at, week => week.Archived), Range(courses, at, week => week.CameBack), Range(courses, at, week => week.Duplicated));
            return new ArchiveForecastWeek
            {
                Week = at + 1,
                EndsAtUtc = end,
                Archived = archived,
                ArchivedBytes = Bytes(archived),
                CameBack = back,
                CameBackBytes = Bytes(back),
                Duplicated = twice,
                DuplicatedBytes = Bytes(twice),
                CameBackIfSuspended = Range(suspended, at, week => week.CameBack),
                DuplicatedIfSuspended = Range(suspended, at, week => week.Duplicated),
                ArchiveSize = Mailbox.ArchiveItemSize is { IsKnown: true, Value: var now } && Bytes(archived) is { } more ? more.Plus(new(MailAges.Believable(now), MailAges.Believable(now), MailAges.Believable(now))) : null,
                RemovalSeconds = RemovalSpeed.Seconds(back),
            };
        }).ToList();
        return new()
        {
            Identity = Mailbox.Identity,
            ExchangeGuid = Mailbox.ExchangeGuid,
            BeginsAtUtc = Begin,
            Weeks = new ShownList<ArchiveForecastWeek>(weeks),
            ArchiveQuota = quota,
            ArchiveFullFromUtc = weeks.Find(week => week.ArchiveSize?.High >= quota)?.EndsAtUtc.AddDays(-7),
            Assumptions = new ShownList<string>(Assumptions()),
            MissingFacts = new ShownList<string>(_missing),
        };
    }

    private LoopCourse Course(ForecastBound bound)
    {
        var (away, copies) = Before(bound);
        double All(DateTime at) => Math.Max(IsHeldAt(at, bound) ? 0 : Due(at, bound), Surplus(at, bound, away));
        double FromSource(DateTime at) => OfSource(All(at), bound);

        // What the last run moved of the mailbox's own is in the archive, and stays there.
        var gone = LoopRun is { } run ? run.Archived - OfSource(run.Archived, bound) : 0;
        return new()
        {
            FirstRunUtc = _runs.FirstAfter(Begin, IsHeldAt(Begin, bound) ? Mailbox.EndDateForRetentionHold.Or(null) : null, bound),
            BetweenRuns = _runs.Cycle(bound),
            FirstSyncUtc = FirstSync(bound),
            BetweenSyncs = BetweenSyncs(bound),
            LastSyncUtc = LastSync(bound),
            Away = OfSource(away, bound),
            Copies = OfSource(copies, bound),
            Due = FromSource,
            OwnDue = at => All(at) - FromSource(at) - gone,
            Archives = _ => bound == ForecastBound.High || (!IsProcessingOff(bound) && !(Mailbox.TotalItemSize.IsKnown && Mailbox.TotalItemSize.Value + (away * _size) < SmallestMailbox)),
        };
    }

    // A hold may take some hours until it acts, and does not reach auto-archiving where that cannot be switched off.
    private LoopCourse Suspended(ForecastBound bound)
    {
        var course = Course(bound);
        var until = bound == ForecastBound.High ? Begin + HoldDelay.Longest : Begin;
        return course with { Archives = at => at <= until || (bound == ForecastBound.High && AutoArchivingIsOn && !Mailbox.AutoArchivingEnabled.IsKnown && Surplus(at, bound, 0) > 0) };
    }

    /// <summary>What the loop left behind before: what is in the archive and not yet back, and copies in the primary.</summary>
    private (double Away, double Copies) Before(ForecastBound bound) =>
        LoopRun is not { } run ? (bound == ForecastBound.High ? (OtherRuns, IsRunKnown ? 0 : _ages.Due(Begin, bound)) : (0, 0))
        : LastKnownSync is not { } sync ? (bound == ForecastBound.High ? (run.Archived, 0) : (0, 0))
        : run.AtUtc >= sync ? (bound == ForecastBound.High ? Math.Max(run.Archived, OtherRuns) : run.Archived, 0)
        : (0, run.Archived);

    /// <summary>
    /// How much of the mailbox, archive included, is old enough at a time. What the last run of the loop moved is measured; from it on it grows, likely as the folders
    /// say, at least not at all, at most twice as fast.
    /// </summary>
    private double Due(DateTime at, ForecastBound bound)
    {
        var counted = _ages.Due(at, bound);
        if (LoopRun is not { } run)
        {
            return counted + (bound == ForecastBound.High ? OtherRuns : 0);
        }

        var grown = run.Archived + Math.Max(0, _ages.Due(at, ForecastBound.Likely) - _ages.Due(run.AtUtc, ForecastBound.Likely));
        return bound switch
        {
            // Less than the folders can hold is due only where that run came to a mailbox that was not yet filled.
            ForecastBound.Likely => run.Archived >= _ages.Due(run.AtUtc, ForecastBound.Low) ? grown : counted,

            // Some of it was new then, and may be of those that stay.
            ForecastBound.Low => Math.Max(0, run.Archived - NewInAWeek),
            _ => Math.Max(counted + Before(bound).Away, Math.Max(OtherRuns, (2 * grown) - run.Archived + 1)),
        };
    }

    private bool IsRunKnown => Mailbox.LastRun is { LastSuccessUtc: not null, ArchivedFromRootItemCount: not null };

    /// <summary>The last run, where it was one of the loop, with what remembered runs since the last sync moved before it.</summary>
    private (DateTime AtUtc, long Archived)? LoopRun =>
        Mailbox.LastRun is { LastSuccessUtc: { } ran, ArchivedFromRootItemCount: { } archived } && IsOfTheLoop(ran) && archived + MovedBefore(ran) is > 0 and var moved ? (ran, moved) : null;

    /// <summary>How much lies in the archive that runs which nobody counted may have moved since the last sync; none where no run can have come between.</summary>
    private long OtherRuns => IsRunKnown && !MayHaveRunBefore ? 0 : MailAges.Believable(Mailbox.ArchiveItemCount.Or(Synced.Or(_ages.Items)));

    // It usually comes once a day. A run that found no more than what is new, or came long after the sync, may have come after another that took the rest.
    private bool MayHaveRunBefore => Mailbox.LastRun is { LastSuccessUtc: { } ran, ArchivedFromRootItemCount: { } archived } && IsOfTheLoop(ran) && !(ran < LastKnownSync)
        && (archived == 0 || ran - LastKnownSync > _runs.Cycle(ForecastBound.High) || (!_runs.IsCycleKnown && archived <= NewInAWeek)) && MovedBefore(ran) == 0;

    private double NewInAWeek => 1 + _ages.Due(Begin.AddDays(7), ForecastBound.Likely) - _ages.Due(Begin, ForecastBound.Likely);

    private bool IsOfTheLoop(DateTime run) => !(run <= LoopEvidence.Begin(_judged.Migration));

    private long MovedBefore(DateTime run) => LastKnownSync is not { } sync ? 0
        : (_judged.History?.Loops ?? []).Where(other => other.LastSuccessUtc >= sync && other.LastSuccessUtc < run - AssistantRuns.SameRun).GroupBy(other => other.LastSuccessUtc).Sum(same => same.First().ArchivedFromRootItemCount ?? 0);

    // Auto-archiving moves the oldest until the primary is below the threshold again; reported: also under a retention hold.
    private double Surplus(DateTime at, ForecastBound bound, double away)
    {
        if (!AutoArchivingIsOn || _ages.MeanSize <= 0 || (bound == ForecastBound.Low && IsHeldAt(at, bound)))
        {
            return 0;
        }

        var grown = _ages.BytesADay(Begin) * (at - Begin).TotalDays * (bound == ForecastBound.Low ? 0 : bound == ForecastBound.High ? 2 : 1);
        var above = Mailbox.TotalItemSize.Value + (away * _size) + grown - (Mailbox.ProhibitSendReceiveQuota.Value!.Value / 100.0 * _judged.Threshold);
        return above < 0 ? 0 : Math.Min(_ages.Items + away, Math.Floor(above / _ages.MeanSize) + 1);
    }

    private bool AutoArchivingIsOn => _judged.Threshold < MailboxFill.ThresholdOff && !Mailbox.AutoArchivingEnabled.Is(false) && Mailbox.TotalItemSize.IsKnown && Mailbox.ProhibitSendReceiveQuota.Or(null) > 0;

    private bool IsHeldAt(DateTime at, ForecastBound bound) =>
        Mailbox.RetentionHoldEnabled.Or(bound == ForecastBound.Low) && !(at < Mailbox.StartDateForRetentionHold.Or(null)) && !(at > Mailbox.EndDateForRetentionHold.Or(null));

    // Where it conflicts all the same, the switch is likely ignored.
    private bool IsProcessingOff(ForecastBound bound) =>
        bound == ForecastBound.Low && (Mailbox.ElcProcessingDisabled.Is(true) || _judged.Snapshot.Organization?.ElcProcessingDisabled.Is(true) == true);

    /// <summary>How much of what is due is the source's: at least what is more than the mailbox has of its own, at most as much as the migration brought.</summary>
    private double OfSource(double due, ForecastBound bound) => bound switch
    {
        ForecastBound.Low => Math.Max(0, due - (Synced.IsKnown ? Own : _ages.Items)),
        ForecastBound.High => Math.Min(due, Synced.Or(long.MaxValue)),
        _ => due * SourceShare,
    };

    // How many items the migration did not bring. What its number counts twice the last run moved, and it lies in the primary again.
    private double Own => Math.Max(0, _ages.Items + (LoopRun?.Archived ?? 0) - Synced.Value);

    private double SourceShare
    {
        get
        {
            if (!Synced.IsKnown || Own is not (> 0 and var own))
            {
                return 1;
            }

            // Of what the last run moved the sync brought the source's part again, and counted it: synced = brought + back * brought / (own + brought).
            var rest = Synced.Value - own - (LoopRun is { } run && run.AtUtc < LastKnownSync ? run.Archived : 0);
            var brought = (rest + Math.Sqrt((rest * rest) + (4.0 * Synced.Value * own))) / 2;
            return brought / (own + brought);
        }
    }

    private DateTime? LastKnownSync => _judged.Migration.Records.Where(record => record.Activity == MigrationActivity.StillSyncs).Select(record => record.User.LastSyncUtc.Or(null)).Max();

    // A large batch can be slower than it is documented to be: a sync that is overdue tells.
    private TimeSpan BetweenSyncs(ForecastBound bound) =>
        bound == ForecastBound.Low && Begin - LastKnownSync is { } waits && waits > SyncsEvery ? waits : SyncsEvery;

    private DateTime FirstSync(ForecastBound bound) => LastKnownSync is { } last
        ? Next(last, BetweenSyncs(bound))
        : Begin.AddHours(bound == ForecastBound.Low ? 24 : bound == ForecastBound.High ? 0 : 12);

    private DateTime LastSync(ForecastBound bound)
    {
        var completes = _judged.Migration.CompletesUtc ?? DateTime.MaxValue;
        var stops = LoopEvidence.Begin(_judged.Migration)?.AddDays(BatchDays);
        return bound == ForecastBound.Low && stops > Begin && stops < completes ? stops.Value : completes;
    }

    private DateTime Next(DateTime known, TimeSpan pause) =>
        known > Begin ? known : known.AddTicks(((Begin - known).Ticks / pause.Ticks + 1) * pause.Ticks);

    private static ForecastRange Range(List<IReadOnlyList<(double Archived, double CameBack, double Duplicated)>> courses, int week, Func<(double Archived, double CameBack, double Duplicated), double> value)
    {
        var (low, likely, high) = (value(courses[0][week]), value(courses[1][week]), value(courses[2][week]));
        return new((long)Math.Floor(Math.Min(low, likely)), (long)Math.Round(likely), (long)Math.Ceiling(Math.Max(likely, high)));
    }

    private ForecastRange? Bytes(ForecastRange items) => _ages.HasSizes ? new(Sized(items.Low), Sized(items.Likely), Sized(items.High)) : null;

    private long Sized(long items) => (long)Math.Min(items * _size, 1L << 60);

    private IEnumerable<string> Assumptions()
    {
        yield return CoreMessages.ForecastSpread;
        yield return DisplayText.Sentence(_judged.Migration.CompletesUtc is null ? CoreMessages.ForecastSyncs : CoreMessages.ForecastSyncsUntil, _judged.Migration.CompletesUtc);
        yield return _runs.Told;
        if (LastSync(ForecastBound.Low) != LastSync(ForecastBound.High))
        {
            yield return DisplayText.Sentence(CoreMessages.ForecastBatchStops, LastSync(ForecastBound.Low));
        }

        if (IsHeldAt(Begin, ForecastBound.High))
        {
            yield return DisplayText.Sentence(CoreMessages.ForecastHeld, Mailbox.EndDateForRetentionHold.Or(null));
        }

        if (AutoArchivingIsOn && Surplus(Begin.AddDays(7 * Weeks), ForecastBound.High, 0) > 0)
        {
            yield return DisplayText.Sentence(CoreMessages.ForecastGrows, ByteSize.Show((long)_ages.BytesADay(Begin)));
        }

        yield return CoreMessages.ForecastLeftOut;
        yield return DisplayText.Sentence(CoreMessages.ForecastRemoval, RemovalSpeed.CopiesPerSecond, RemovalSpeed.CallsPerCopy, RemovalSpeed.MeasuredCallMilliseconds, RemovalSpeed.LikelyCallMilliseconds, RemovalSpeed.SlowCallMilliseconds);
    }
}
