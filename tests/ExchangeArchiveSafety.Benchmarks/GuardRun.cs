namespace ExchangeArchiveSafety.Benchmarks;

/// <summary>
/// Passes of the guard over a tenant in which every mailbox migrates. Nobody waits: the time of a pass is its calls times the latency, and the processor time that was
/// measured. The journal is the real file, in memory where the system has a place for that, so that no disk is measured.
/// </summary>
internal static class GuardRun
{
    private static readonly TimeSpan Job = TimeSpan.FromMinutes(50);

    public static int Run(int mailboxes, int latency)
    {
        Console.WriteLine(FormattableString.Invariant($"{mailboxes:N0} mailboxes, time = calls x {latency} ms + processor time"));
        Console.WriteLine($"{"pass",-22}{"judged",9}{"changed",9}{"left",9}{"calls each",12}{"read each",11}{"record each",12}{"CPU ms each",12}{"ms each",10}{"minutes",9}");
        Work(mailboxes, latency, null);
        Work(mailboxes, latency, Job);
        return 0;
    }

    private static void Work(int mailboxes, int latency, TimeSpan? budget)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "eas-" + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            var tenant = new GuardTenant(mailboxes);
            var path = Path.Combine(folder, "journal.jsonl");
            var of = budget is null ? "" : ", one job";
            Pass("first" + of, mailboxes);
            if (budget is not null)
            {
                // As many jobs as it takes, so that the quiet pass is one over all.
                budget = null;
                Pass("", 0);
                budget = Job;
            }

            Pass("quiet" + of, 0);
            tenant.HasEnded = true;
            Pass("seen ended" + of, 0);
            tenant.Now += TimeSpan.FromHours(80);
            Pass("settled" + of, mailboxes);

            void Pass(string name, int changes)
            {
                tenant.Now += TimeSpan.FromHours(1);
                tenant.Begin();
                var began = Environment.CpuUsage.TotalTime;
                TimeSpan Elapsed() => TimeSpan.FromMilliseconds(tenant.Calls * latency) + (Environment.CpuUsage.TotalTime - began);
                var journal = new CountedJournal(new JournalFile(path));
                journal.EnsureWritable();
                var settings = new GuardSettings { Mode = GuardMode.Protect, AsOfUtc = tenant.Now, MaximumSuspensions = int.MaxValue, TimeBudget = budget };
                var pass = new GuardPass(tenant, journal, settings, () => tenant.Now + Elapsed(), Elapsed).Run();
                var (cpu, took) = (Environment.CpuUsage.TotalTime - began, Elapsed());
                if (pass.Failed > 0 || (budget is null && name.Length > 0 && pass.Changes.Count != changes))
                {
                    throw new InvalidOperationException(FormattableString.Invariant($"{name}: {pass.Changes.Count} changed, not {changes}; {pass.Failed} failed: {pass.Failures.Take(1).FirstOrDefault()?.Reason}"));
                }

                double each = Math.Max(1, pass.Judged);
                if (name.Length > 0)
                {
                    Console.WriteLine(FormattableString.Invariant($"{name,-22}{pass.Judged,9:N0}{pass.Changes.Count,9:N0}{pass.Left,9:N0}{tenant.Calls / each,12:F3}{journal.Readings / each,11:F2}{journal.Records / each,12:F2}{cpu.TotalMilliseconds / each,12:F3}{took.TotalMilliseconds / each,10:F1}{took.TotalMinutes,9:F1}"));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
