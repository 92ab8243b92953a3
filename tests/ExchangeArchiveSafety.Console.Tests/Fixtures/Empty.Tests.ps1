# Holds no test, for the tests of the runner. Not a test of the module.
Describe 'Empty' {
    It 'has no data' -ForEach @() {
        $true | Should -BeTrue
    }
}
