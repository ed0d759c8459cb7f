"""The pages of the app. They show reviews; they decide nothing."""
