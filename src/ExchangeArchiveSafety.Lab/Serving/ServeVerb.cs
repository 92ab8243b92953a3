using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ExchangeArchiveSafety.Lab.Building;
using ExchangeArchiveSafety.Lab.Server;
using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.Serving;

/// <summary>Keeps a tenant running until somebody ends it.</summary>
public static class ServeVerb
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        ServeOptions options;
        try
        {
            options = ServeOptions.Parse(arguments);
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }

        var end = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

        LabServer server;
        try
        {
            server = await LabServer.StartAsync(Tenant(options), options.Port);
        }
        catch (IOException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }

        await using (server)
        {
            Console.WriteLine(Invitation(server));
            if (options.UrlsFile is { } file)
            {
                // Under another name first: whoever waits for the file finds it whole.
                await File.WriteAllTextAsync(file + ".new", server.Address + Environment.NewLine);
                File.Move(file + ".new", file, overwrite: true);
            }

            await end.Task;
        }

        return 0;

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            end.TrySetResult();
        }
    }

    /// <summary>The tenant that is served. Its ids are its own, so that a journal of yesterday's tenant, of which nothing is left, is not taken for one of this.</summary>
    public static LabTenant Tenant(ServeOptions options) =>
        OwnIdentities.Give(Presets.Create(options.Preset), options.Seed ?? BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))));

    public static string Invitation(LabServer server) => string.Create(CultureInfo.InvariantCulture, $"""
        {server.Tenant.Organization.DisplayName} is running at {server.Address} with {server.Tenant.Mailboxes.Count} mailboxes. It is {server.Tenant.Now:yyyy-MM-dd HH:mm} there.

        Paste into pwsh:

          Import-Module '{Quoted(StagedModules.Product)}'
          Import-Module '{Quoted(StagedModules.Exchange)}'
          Connect-LabExchange -Uri {server.Address}
          Test-ArchiveMigrationConflict

        Then let time pass and see what happens:

          Step-LabClock -Days 7
          Get-LabCount | Where-Object Reappeared

        Its Microsoft Graph answers at the same address:

          Connect-ArchiveSafetyGraph -GraphEndpoint {server.Address} -AccessToken (ConvertTo-SecureString (Invoke-RestMethod {server.Address}/lab/graph/token) -AsPlainText -Force)

        Ctrl+C ends the tenant; nothing of it is kept.
        """);

    /// <summary>As PowerShell wants it between single quotes.</summary>
    private static string Quoted(string path) => path.Replace("'", "''", StringComparison.Ordinal);
}
