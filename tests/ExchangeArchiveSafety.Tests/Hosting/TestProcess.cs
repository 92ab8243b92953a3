using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>The process that all tests share: a state folder of its own, and a time zone in which local time is never UTC.</summary>
internal static class TestProcess
{
    /// <summary>Everything that tests write lies below here; it goes when the process ends.</summary>
    public static string Folder { get; } = Directory.CreateTempSubdirectory("eas-tests-").FullName;

    /// <summary>A path that nobody else uses.</summary>
    public static string NewPath(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, Guid.NewGuid().ToString("N"))).FullName, name);

    [ModuleInitializer]
    internal static void Prepare()
    {
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", Path.Combine(Folder, "state"));
        Environment.SetEnvironmentVariable("TZ", "Asia/Kolkata");
        TimeZoneInfo.ClearCachedData();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
            }
            catch (IOException)
            {
            }
        };
    }
}
