using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Tenant.Counting;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;
using ExchangeArchiveSafety.Lab.Tenant.Migration;

namespace ExchangeArchiveSafety.Simulation.Tests;

/// <summary>A tenant in the middle of the loop that follows from a seed, and what is told of it. What the product learns it learns through the lab's Exchange commands.</summary>
internal sealed class ForeseenTenant
{
    private const int Mailboxes = 4;
    private readonly Dictionary<string, long> _archived = [];
    private readonly InProcessSession _session;
    private readonly Dictionary<Guid, List<ManagedFolderAssistantRun>> _runs = [];
    private readonly Dictionary<string, MailboxCount> _before = [];

    public ForeseenTenant(ulong seed, bool isHard)
    {
        var chance = new Chance(seed, "foreseen");
        var builder = new TenantBuilder(seed: seed)
            .Tag("1 year", "All", "MoveToArchive", 365).Tag("Half a year", "Personal", "MoveToArchive", 180)
            .Policy("Strict", "1 year").Policy("Own choice", "Half a year").Policy("Nothing", "Never Delete")
            .Options(options =>
            {
                options.BatchLifetimes = isHard;
                options.Shapes.Sizes = (SizeShape)chance.Below(4);
                options.Shapes.Dates = (DateShape)chance.Below(4);
                options.Shapes.Spans = (SpanShape)chance.Below(3);
            });
        for (var number = 0; number < Mailboxes; number++)
        {
            var name = "user" + number;
            _ = builder.Mailbox(name, mailbox => Shape(mailbox, chance, isHard, builder.Tenant.Now));
            if (chance.Below(3) == 0)
            {
                _ = builder.StampFolder(name, "/Customers", "Half a year");
            }
        }

        Lab = builder.Batch("Wave", "IMAP", "Synced", batch =>
        {
            _ = batch.Users(Enumerable.Range(0, Mailboxes).Select(number => "user" + number));
            _ = isHard && chance.Below(3) == 0 ? batch.CompletesIn(TimeSpan.FromDays(10 + chance.Below(50))) : batch;
        }).Build();
        Lab.Archived += (mailbox, count) => _archived[mailbox.PrimarySmtpAddress] = _archived.GetValueOrDefault(mailbox.PrimarySmtpAddress) + count;
        Exchange = new(Lab);
        _session = new(Exchange, new(Lab.Options.Shapes));
    }

    public LabTenant Lab { get; }

    public ExchangeService Exchange { get; }

    /// <summary>When the forecast was made.</summary>
    public DateTime BeganUtc { get; private set; }

    /// <summary>Lets days pass, and looks at the assistant's counters once a day, as passes of the guard do.</summary>
    public void Watch(int days)
    {
        for (var day = 0; day < days; day++)
        {
            Lab.AdvanceDays(1);
            var tenant = Open();
            foreach (var mailbox in tenant.Mailboxes(areNeeded: true))
            {
                if (tenant.Ask(mailbox, MailboxQuestions.DiagnosticLogs).LastRun is { } run)
                {
                    _runs.TryAdd(mailbox.ExchangeGuid, []);
                    _runs[mailbox.ExchangeGuid].Add(run);
                }
            }
        }
    }

    public IReadOnlyList<ArchiveForecast> Foresee()
    {
        var tenant = Open();
        tenant.AddHistory(mailbox => _runs.TryGetValue(mailbox, out var runs) ? new() { Loops = runs } : null);
        BeganUtc = Lab.Now;
        _archived.Clear();
        foreach (var count in Lab.CountAll())
        {
            _before[count.Mailbox] = count;
        }

        return [.. tenant.Mailboxes(areNeeded: true).Select(mailbox => tenant.Foresee(mailbox).Verdict.Forecast).OfType<ArchiveForecast>()];
    }

    /// <summary>What the lab itself counts since the forecast.</summary>
    public (long Archived, long CameBack, long Duplicated) Outcome(string mailbox)
    {
        var (before, now) = (_before[mailbox], Lab.Count(mailbox));
        return (_archived.GetValueOrDefault(mailbox), now.Reappeared + now.DuplicatedInArchive - before.Reappeared - before.DuplicatedInArchive, now.DuplicatedInArchive - before.DuplicatedInArchive);
    }

    /// <summary>Somebody holds archiving off, as a suspension does.</summary>
    public void Suspend()
    {
        foreach (var mailbox in Lab.Mailboxes)
        {
            _session.Write("Set-Mailbox", ("Identity", mailbox.PrimarySmtpAddress), ("RetentionHoldEnabled", true), ("StartDateForRetentionHold", null), ("EndDateForRetentionHold", null), ("AutoArchivingEnabled", false));
        }
    }

    private LiveTenant Open() => LiveTenant.Open(_session, Lab.Now, (_, _) => { });

    private static void Shape(LabMailbox mailbox, Chance chance, bool isHard, DateTime now)
    {
        mailbox.SourceContents = new(250 + chance.Below(250), 2 + (4 * chance.Fraction()), (200 + chance.Below(600)) * 1024, chance.Below(3));
        mailbox.RetentionPolicy = chance.Below(2) == 0 ? mailbox.RetentionPolicy : "Strict";
        if (!isHard)
        {
            return;
        }

        switch (chance.Below(5))
        {
            case 0:
                mailbox.RetentionHoldEnabled = true;
                mailbox.EndDateForRetentionHold = now.AddDays(5 + chance.Below(40));
                break;
            case 1:
                mailbox.RetentionPolicy = "Own choice";
                break;
            case 2:
                mailbox.RetentionPolicy = "Nothing";
                mailbox.ProhibitSendReceiveQuota = 2 * LabMailbox.Gigabyte;
                mailbox.SourceContents = SourceContents.Filling(92 + chance.Below(6), 2 * LabMailbox.Gigabyte);
                break;
        }
    }
}
