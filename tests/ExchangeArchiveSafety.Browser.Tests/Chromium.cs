using Microsoft.Playwright;
using Xunit;

namespace ExchangeArchiveSafety.Browser.Tests;

/// <summary>The system's Chromium, started once; no browser is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places =
        [Environment.GetEnvironmentVariable("EXCHANGEARCHIVESAFETY_CHROMIUM") ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe"];

    // Milliseconds; a page of 140,000 copies on a busy machine takes its time.
    private const float Patience = 300_000;

    private const string Missing = "There is no Chromium here: install it, or name it in EXCHANGEARCHIVESAFETY_CHROMIUM.";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why its tests are skipped; null where they run, which they always do where no test may be left out.</summary>
    public static string? Skip { get; } = Array.Exists(Places, File.Exists) || Environment.GetEnvironmentVariable("EXCHANGEARCHIVESAFETY_ALL_TESTS") == "1" ? null : Missing;

    public async Task InitializeAsync()
    {
        if (Skip is null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Array.Find(Places, File.Exists) ?? throw new InvalidOperationException(Missing),
                Headless = true,
                Timeout = Patience,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
    }

    public async Task DisposeAsync()
    {
        await (_browser?.CloseAsync() ?? Task.CompletedTask);
        _playwright?.Dispose();
    }

    public async Task<IBrowserContext> NewAsync(BrowserNewContextOptions? options = null)
    {
        var context = await _browser!.NewContextAsync(options ?? new());
        context.SetDefaultTimeout(Patience);
        return context;
    }
}

/// <summary>A test in a browser; left out, with the reason, where there is none and it may be.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Skip;
}

/// <inheritdoc cref="BrowserFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.Skip;
}
