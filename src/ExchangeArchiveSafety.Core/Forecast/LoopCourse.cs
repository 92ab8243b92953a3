namespace ExchangeArchiveSafety.Forecast;

/// <summary>
/// The loop of KB 2783045 on one mailbox, run by run and sync by sync: a run of the assistant moves what is due, the next sync misses it and copies it again, the
/// next run moves the copies. Mail that the migration never brought is archived once and stays.
/// </summary>
internal sealed record LoopCourse
{
    public DateTime FirstRunUtc { get; init; }

    public TimeSpan BetweenRuns { get; init; }

    public DateTime FirstSyncUtc { get; init; }

    public TimeSpan BetweenSyncs { get; init; } = TimeSpan.FromHours(24);

    public DateTime LastSyncUtc { get; init; }

    /// <summary>Archived already, and not yet copied again.</summary>
    public double Away { get; init; }

    /// <summary>Of what is due in the primary so many are copies of archived mail already.</summary>
    public double Copies { get; init; }

    /// <summary>Mail of the source that is old enough at a time, wherever it lies.</summary>
    public Func<DateTime, double> Due { get; init; } = _ => 0;

    /// <summary>Mail that the migration did not bring and that is old enough at a time.</summary>
    public Func<DateTime, double> OwnDue { get; init; } = _ => 0;

    /// <summary>Whether a run at a time archives.</summary>
    public Func<DateTime, bool> Archives { get; init; } = _ => true;

    /// <summary>What happened up to each of these times, in items since the begin.</summary>
    public IReadOnlyList<(double Archived, double CameBack, double Duplicated)> Until(IReadOnlyList<DateTime> ends)
    {
        var (archived, cameBack, duplicated, own) = (0.0, 0.0, 0.0, 0.0);
        var (away, copies) = (Away, Copies);
        var (run, sync) = (FirstRunUtc, FirstSyncUtc);
        var course = new List<(double, double, double)>();
        foreach (var end in ends)
        {
            while (Math.Min(run.Ticks, sync.Ticks) <= end.Ticks)
            {
                if (run <= sync)
                {
                    if (Archives(run))
                    {
                        var moved = Math.Max(0, Due(run) - away);
                        var alone = Math.Max(0, OwnDue(run) - own);
                        archived += moved + alone;
                        duplicated += Math.Min(copies, moved);
                        away += moved;
                        own += alone;
                        copies = 0;
                    }

                    run += BetweenRuns;
                }
                else
                {
                    if (sync <= LastSyncUtc)
                    {
                        cameBack += away;
                        copies += away;
                        away = 0;
                    }

                    sync += BetweenSyncs;
                }
            }

            course.Add((archived, cameBack, duplicated));
        }

        return course;
    }
}
