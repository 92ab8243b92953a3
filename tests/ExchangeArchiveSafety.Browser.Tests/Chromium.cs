using Microsoft.Playwright;
using Xunit;

namespace ExchangeArchiveSafety.Browser.Tests;

/// <summary>The system's Chromium, started once; no browser is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places =
        [Environment.GetEnvironmentVariable("EXCHANGEARCHIVESAFETY_CHROMIUM") ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string? Place { get; } = Array.Find(Places, File.Exists);

    public async Task InitializeAsync()
    {
        if (Place is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Place,
                Headless = true,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
    }

    public async Task DisposeAsync()
    {
        await (_browser?.CloseAsync() ?? Task.CompletedTask);
        _playwright?.Dispose();
    }

    public Task<IBrowserContext> NewAsync(BrowserNewContextOptions? options = null) => _browser!.NewContextAsync(options ?? new());
}

/// <summary>A test in a browser; left out, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Place is null ? "There is no Chromium here: install it, or name it in EXCHANGEARCHIVESAFETY_CHROMIUM." : null;
}

/// <inheritdoc cref="BrowserFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.Place is null ? "There is no Chromium here: install it, or name it in EXCHANGEARCHIVESAFETY_CHROMIUM." : null;
}
